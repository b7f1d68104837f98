namespace Voxmark.AppHost;

/// <summary>
/// The job that makes the first administrator leaves a note; only then is the password one that works, and worth telling.
/// </summary>
internal static class FirstAdministrator
{
    public static string Note(string dataFolder) => Path.Combine(dataFolder, "first-administrator");

    /// <param name="madeUpPassword">Null when it was configured: whoever did knows it.</param>
    public static void Introduce(string dataFolder, string? madeUpPassword)
    {
        if (!File.Exists(Note(dataFolder))) return;
        if (madeUpPassword is not null) Console.WriteLine($"First administrator: admin, password {madeUpPassword}");
        File.Delete(Note(dataFolder));
    }
}
