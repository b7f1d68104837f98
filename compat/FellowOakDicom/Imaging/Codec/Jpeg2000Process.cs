using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// The decoder program (native/j2k_decoder.cpp), kept alive between frames; as many as there are processors. One that
/// dies or takes too long is replaced, and its frame counts as damaged. Each ends when its standard input does, so none
/// outlives this process. Thread-safe.
/// </summary>
internal sealed class Jpeg2000Process : IDisposable
{
    private const string Program = "dicom-j2k-decoder";
    private const int MaxMessageBytes = 1024;

    /// <summary>The largest detectors' images take about two seconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentBag<Jpeg2000Process> s_idle = [];
    private static readonly SemaphoreSlim s_places = new(Environment.ProcessorCount);

    private readonly Process _process;

    private Jpeg2000Process()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, Program))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new DicomCodecException($"The JPEG 2000 decoder {Program} cannot be started", e);
        }
    }

    /// <exception cref="DicomCodecException">The codestream is damaged or not what the layout says.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> codestream, FrameLayout layout)
    {
        s_places.Wait();
        try
        {
            var process = s_idle.TryTake(out var idle) && !idle._process.HasExited ? idle : new Jpeg2000Process();
            var frame = process.Answer(codestream, layout, out var refusal);
            s_idle.Add(process);
            return frame ?? throw new DicomCodecException($"The JPEG 2000 image cannot be decoded: {refusal}");
        }
        finally
        {
            s_places.Release();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>Null where the decoder refuses. A process that gives no answer is disposed of.</summary>
    private byte[]? Answer(ReadOnlySpan<byte> codestream, FrameLayout layout, out string? refusal)
    {
        using var alarm = new Timer(_ => Kill(), null, s_patience, Timeout.InfiniteTimeSpan);
        try
        {
            var to = _process.StandardInput.BaseStream;
            ReadOnlySpan<int> request =
            [
                codestream.Length, layout.Rows, layout.Columns, layout.SamplesPerPixel, layout.BytesPerSample,
                layout.IsPlanar ? 1 : 0, layout.IsSigned ? 1 : 0,
            ];
            to.Write(MemoryMarshal.AsBytes(request));
            to.Write(codestream);
            to.Flush();
            return ReadReply(_process.StandardOutput.BaseStream, layout, out refusal);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            Dispose();
            throw new DicomCodecException("The JPEG 2000 image is damaged: its decoder gave up", e);
        }
    }

    private static byte[]? ReadReply(Stream from, FrameLayout layout, out string? refusal)
    {
        Span<int> reply = stackalloc int[2];
        from.ReadExactly(MemoryMarshal.AsBytes(reply));
        var (isFrame, length) = (reply[0] != 0, reply[1]);
        if (isFrame ? length != layout.Bytes : length is < 0 or > MaxMessageBytes)
        {
            throw new InvalidOperationException("The decoder's answer makes no sense.");
        }

        var bytes = new byte[length];
        from.ReadExactly(bytes);
        refusal = isFrame ? null : Encoding.ASCII.GetString(bytes);
        return isFrame ? bytes : null;
    }
}
