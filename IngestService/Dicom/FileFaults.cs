using FellowOakDicom;

namespace Voxmark.IngestService.Dicom;

/// <summary>
/// Tells what a foreign file makes a reader or decoder throw from what is an outage or a fault of ours. Wherever a file's
/// content is looked at, such an exception is that file's outcome, and the work on other files goes on.
/// </summary>
internal static class FileFaults
{
    /// <summary>While the structure or a value of a file is read. Of I/O only its early end: a disk that fails, or a file that
    /// is gone, is an outage, also where a reader has wrapped it.</summary>
    public static bool IsOfTheFile(Exception e) => e is DicomException or InvalidDataException or EndOfStreamException
        or FormatException or ArgumentException or ArithmeticException or IndexOutOfRangeException or KeyNotFoundException
        or InvalidCastException or InvalidOperationException or NotSupportedException or NullReferenceException
        or OutOfMemoryException // a length in the file asked for it
        && e is not ObjectDisposedException && e.InnerException is not (IOException and not EndOfStreamException);

    /// <summary>While pixels are decoded: decoders may run in a process of their own, and say what they cannot as an
    /// <see cref="IOException"/>. A file that is gone is an outage all the same.</summary>
    public static bool IsOfThePixels(Exception e) =>
        IsOfTheFile(e) || (e is IOException and not (FileNotFoundException or DirectoryNotFoundException));
}
