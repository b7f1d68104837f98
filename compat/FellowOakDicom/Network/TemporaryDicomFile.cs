namespace FellowOakDicom.Network;

/// <summary>A received file, deleted when nobody refers to it any more.</summary>
internal sealed class TemporaryDicomFile
{
    ~TemporaryDicomFile()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody still reads it.
        }
    }

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"dicom-{Guid.NewGuid():N}.tmp");

    public FileStream Create() => new(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
}
