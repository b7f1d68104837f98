#nullable disable
using System.Text;
using FellowOakDicom.IO.Reader;
using FellowOakDicom.IO.Writer;

namespace FellowOakDicom;

/// <summary>Where a reader is: what it is about to read.</summary>
public sealed class ParseState
{
    public DicomTag Tag { get; set; }

    /// <summary>0 for the data set itself.</summary>
    public int SequenceDepth { get; set; }
}

/// <summary>What happens to values of 64 KiB and more.</summary>
public enum FileReadOption
{
    /// <summary>As <see cref="ReadLargeOnDemand"/>.</summary>
    Default,

    /// <summary>They stay in the file, or in the stream, which must stay open.</summary>
    ReadLargeOnDemand,

    /// <summary>They are left out.</summary>
    SkipLargeTags,

    /// <summary>They are read as the others are.</summary>
    ReadAll,
}

/// <summary>What was found at a file's beginning.</summary>
public enum DicomFileFormat
{
    Unknown,

    /// <summary>Preamble and file meta information.</summary>
    DICOM3,

    DICOM3NoPreamble,

    DICOM3NoFileMetaInfo,

    ACRNEMA1,

    ACRNEMA2,
}

/// <summary>A DICOM file (PS3.10).</summary>
public class DicomFile
{
    private const int CopyBytes = 128 * 1024;

    public DicomFile()
        : this(new DicomFileMetaInformation(), new DicomDataset())
    {
    }

    /// <exception cref="DicomDataException">The data set has no SOP Class UID or SOP Instance UID.</exception>
    public DicomFile(DicomDataset dataset)
        : this(new DicomFileMetaInformation(dataset), dataset)
    {
    }

    internal DicomFile(DicomFileMetaInformation meta, DicomDataset dataset)
    {
        FileMetaInfo = meta;
        Dataset = dataset;
        Format = DicomFileFormat.DICOM3;
    }

    public DicomFileFormat Format { get; protected set; }

    public DicomFileMetaInformation FileMetaInfo { get; protected set; }

    public DicomDataset Dataset { get; protected set; }

    /// <summary>What must live as long as large values are read from it.</summary>
    internal object Source { get; set; }

    /// <summary>Reading was stopped, or the file ends within an element: what was read before is there.</summary>
    public bool IsPartial { get; protected set; }

    /// <param name="largeObjectSize">Bytes from which a value is large; 0 for 64 KiB.</param>
    /// <exception cref="DicomFileException">There is no such file, or it is no DICOM file.</exception>
    public static DicomFile Open(
        string fileName, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Open(fileName, DicomEncoding.Default, null, readOption, largeObjectSize);

    /// <param name="fallbackEncoding">Of text where the file does not say.</param>
    /// <param name="stop">Asked before each element: true ends reading.</param>
    /// <inheritdoc cref="Open(string, FileReadOption, int)"/>
    public static DicomFile Open(
        string fileName, Encoding fallbackEncoding, Func<ParseState, bool> stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0)
    {
        ArgumentNullException.ThrowIfNull(fallbackEncoding);
        var file = new DicomFile();
        try
        {
            var path = Path.GetFullPath(fileName);
            using var stream = new FileStream(path, new FileStreamOptions
            {
                BufferSize = 0,
                Share = FileShare.ReadWrite | FileShare.Delete,
            });
            file.Read(stream, new ValueReader(readOption, Large(largeObjectSize), path, null), fallbackEncoding, stop);
            return file;
        }
        catch (Exception exception)
        {
            throw new DicomFileException(file, exception.Message, exception);
        }
    }

    /// <inheritdoc cref="Open(string, FileReadOption, int)"/>
    public static DicomFile Open(
        Stream stream, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Open(stream, DicomEncoding.Default, null, readOption, largeObjectSize);

    /// <summary>Reads from where the stream is. Large values of a stream that cannot seek are read into memory.</summary>
    /// <inheritdoc cref="Open(string, Encoding, Func{ParseState, bool}, FileReadOption, int)"/>
    public static DicomFile Open(
        Stream stream, Encoding fallbackEncoding, Func<ParseState, bool> stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fallbackEncoding);
        var file = new DicomFile();
        try
        {
            var later = stream.CanSeek ? stream : null;
            file.Read(stream, new ValueReader(readOption, Large(largeObjectSize), null, later), fallbackEncoding, stop);
            return file;
        }
        catch (Exception exception)
        {
            throw new DicomFileException(file, exception.Message, exception);
        }
    }

    /// <inheritdoc cref="Open(string, FileReadOption, int)"/>
    public static Task<DicomFile> OpenAsync(
        string fileName, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        OpenAsync(fileName, DicomEncoding.Default, null, readOption, largeObjectSize);

    /// <inheritdoc cref="Open(string, Encoding, Func{ParseState, bool}, FileReadOption, int)"/>
    public static Task<DicomFile> OpenAsync(
        string fileName, Encoding fallbackEncoding, Func<ParseState, bool> stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Task.Run(() => Open(fileName, fallbackEncoding, stop, readOption, largeObjectSize));

    /// <inheritdoc cref="Open(Stream, FileReadOption, int)"/>
    public static Task<DicomFile> OpenAsync(
        Stream stream, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        OpenAsync(stream, DicomEncoding.Default, null, readOption, largeObjectSize);

    /// <summary>Reads from where the stream is. One that is not a file and not in memory is read to its end first.</summary>
    /// <inheritdoc cref="Open(string, Encoding, Func{ParseState, bool}, FileReadOption, int)"/>
    public static async Task<DicomFile> OpenAsync(
        Stream stream, Encoding fallbackEncoding, Func<ParseState, bool> stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0)
    {
        if (stream is MemoryStream or FileStream)
        {
            return Open(stream, fallbackEncoding, stop, readOption, largeObjectSize);
        }

        var copy = new MemoryStream();
        try
        {
            await stream.CopyToAsync(copy, CopyBytes);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or ObjectDisposedException)
        {
            throw new DicomFileException(new DicomFile(), exception.Message, exception);
        }

        copy.Position = 0;
        return Open(copy, fallbackEncoding, stop, readOption, largeObjectSize);
    }

    /// <summary>Whether the file has a preamble; false too where it cannot be read.</summary>
    public static bool HasValidHeader(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var start = new byte[132];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
                && start.AsSpan(128).SequenceEqual("DICM"u8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Writes beside the file first, so that it is there as a whole, and values may still come from it.</summary>
    public void Save(string fileName, DicomWriteOptions options = null)
    {
        var unfinished = fileName + ".unfinished";
        using (var stream = File.Create(unfinished))
        {
            Save(stream, options);
        }

        File.Move(unfinished, fileName, overwrite: true);
    }

    public void Save(Stream stream, DicomWriteOptions options = null) => Writer(options).Write(stream);

    /// <inheritdoc cref="Save(string, DicomWriteOptions)"/>
    public async Task SaveAsync(string fileName, DicomWriteOptions options = null)
    {
        var unfinished = fileName + ".unfinished";
        await using (var stream = File.Create(unfinished))
        {
            await SaveAsync(stream, options);
        }

        File.Move(unfinished, fileName, overwrite: true);
    }

    public Task SaveAsync(Stream stream, DicomWriteOptions options = null) => Writer(options).WriteAsync(stream);

    public override string ToString() => $"DICOM File [{Format}]";

    /// <summary>For derived classes: called before saving.</summary>
    protected virtual void OnSave()
    {
    }

    private static int Large(int largeObjectSize) =>
        largeObjectSize > 0 ? largeObjectSize : ValueReader.DefaultLargeObjectSize;

    private DicomFileWriter Writer(DicomWriteOptions options)
    {
        FileMetaInfo = Format == DicomFileFormat.DICOM3NoFileMetaInfo
            ? new DicomFileMetaInformation(Dataset)
            : new DicomFileMetaInformation(FileMetaInfo);
        if (!FileMetaInfo.TryGetSingleValue(DicomTag.TransferSyntaxUID, out DicomTransferSyntax _))
        {
            FileMetaInfo.TransferSyntax = Dataset.InternalTransferSyntax;
        }

        OnSave();
        return new DicomFileWriter(FileMetaInfo, Dataset, options ?? DicomWriteOptions.Default);
    }

    private void Read(Stream stream, ValueReader values, Encoding fallback, Func<ParseState, bool> stop)
    {
        using var source = new ByteSource(stream);
        var reader = new DicomFileReader(source, values);
        try
        {
            reader.Read(FileMetaInfo, Dataset, [fallback], stop);
        }
        finally
        {
            Format = reader.Format;
            IsPartial = reader.IsPartial;
        }
    }
}
