namespace Voxmark.AppHost;

/// <summary>
/// The job that makes the first administrator leaves a note; only then is the password one that works, and worth telling.
/// </summary>
internal static class FirstAdministrator
{
    public static string Note(string dataFolder) => Path.Combine(dataFolder, "first-administrator");

    /// <param name="madeUpPassword">Null when it was configured: whoever did knows it.</param>
    /// <returns>What the person at the terminal is told, once; null when there is nothing new.</returns>
    public static string? Introduce(string dataFolder, string? madeUpPassword)
    {
        if (!File.Exists(Note(dataFolder))) return null;
        File.Delete(Note(dataFolder));
        return madeUpPassword is null ? null : $"First administrator: admin, password {madeUpPassword}";
    }
}
