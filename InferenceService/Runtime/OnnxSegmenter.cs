using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Segmentation;

namespace Voxmark.InferenceService.Runtime;

/// <summary>
/// Runs bundles with ONNX Runtime. One session per bundle, loaded at first use and kept; one thread inside a session,
/// because workers scale by processes. Built with -p:OnnxGpu=true it runs them on the first CUDA device, where there is one.
/// Thread-safe.
/// </summary>
public sealed partial class OnnxSegmenter(ILogger<OnnxSegmenter> log) : ISegmenter, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<InferenceSession>> _sessions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="OnnxRuntimeException">The model cannot be loaded, or cannot take this slice.</exception>
    /// <exception cref="InvalidDataException">The model's answer has another size than the slice.</exception>
    public byte[] Segment(Bundle bundle, ReadOnlySpan<float> values, int rows, int columns)
    {
        var session = _sessions.GetOrAdd(bundle.Sha256, _ => new Lazy<InferenceSession>(() => Open(bundle))).Value;
        long[] shape = [1, 1, rows, columns];
        using var input = OrtValue.CreateTensorValueFromMemory(values.ToArray(), shape);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [bundle.InputName], [input], [bundle.OutputName]);
        var labels = outputs[0].GetTensorDataAsSpan<byte>();
        return labels.Length == rows * columns
            ? labels.ToArray()
            : throw new InvalidDataException($"Bundle '{bundle.Id}' answered {labels.Length} labels for {rows} × {columns} pixels.");
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values.Where(session => session.IsValueCreated))
            session.Value.Dispose();
    }

    private InferenceSession Open(Bundle bundle)
    {
        using var options = new Microsoft.ML.OnnxRuntime.SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        // A spinning thread takes the core from the other processes of this machine.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        UseCuda(options);
        return new InferenceSession(bundle.ModelPath, options);
    }

    private void UseCuda(Microsoft.ML.OnnxRuntime.SessionOptions options)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            return; // of the other build
        try
        {
            options.AppendExecutionProvider_CUDA();
        }
        catch (OnnxRuntimeException exception)
        {
            NoCuda(log, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Models run on the processor: CUDA cannot be used. {Reason}")]
    private static partial void NoCuda(ILogger log, string reason);
}
