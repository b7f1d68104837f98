using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
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
    public void Check(Bundle bundle)
    {
        InferenceSession session;
        try
        {
            session = SessionOf(bundle);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new UnusableModelException($"The model of bundle '{bundle.Id}' cannot be opened: {exception.Message}");
        }

        Compare(bundle, "input", bundle.InputName, session.InputMetadata, TensorElementType.Float);
        Compare(bundle, "output", bundle.OutputName, session.OutputMetadata, TensorElementType.UInt8);
        if (session.InputMetadata.Count > 1)
            throw new UnusableModelException($"The model of bundle '{bundle.Id}' wants more inputs than '{bundle.InputName}'.");
    }

    /// <inheritdoc/>
    /// <exception cref="OnnxRuntimeException">The model cannot be loaded, or cannot take this slice.</exception>
    public byte[] Segment(Bundle bundle, ReadOnlySpan<float> values, int rows, int columns)
    {
        var session = SessionOf(bundle);
        long[] shape = [1, 1, rows, columns];
        using var input = OrtValue.CreateTensorValueFromMemory(values.ToArray(), shape);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [bundle.InputName], [input], [bundle.OutputName]);
        var answer = outputs[0].GetTensorTypeAndShape();
        if (answer.ElementDataType != TensorElementType.UInt8 || !answer.Shape.AsSpan().SequenceEqual(shape))
        {
            throw new UnusableModelException(
                $"The model '{bundle.Id}' answered {answer.ElementDataType} [{string.Join(", ", answer.Shape)}] where a label map "
                + $"UInt8 [{string.Join(", ", shape)}] was asked for.");
        }

        var labels = outputs[0].GetTensorDataAsSpan<byte>();
        byte[] known = [0, .. bundle.Labels.Select(label => (byte)label.Number)];
        if (labels.IndexOfAnyExcept(known) is var at and >= 0)
            throw new UnusableModelException($"The model '{bundle.Id}' answered {labels[at]}, which is none of its labels.");
        return labels.ToArray();
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values.Where(session => session.IsValueCreated))
            session.Value.Dispose();
    }

    private InferenceSession SessionOf(Bundle bundle) =>
        _sessions.GetOrAdd(bundle.Sha256, _ => new Lazy<InferenceSession>(() => Open(bundle))).Value;

    /// <summary>[N, 1, Rows, Columns] of the type, as models/README.md says; a size that the graph leaves open is −1.</summary>
    private static void Compare(
        Bundle bundle, string what, string name, IReadOnlyDictionary<string, NodeMetadata> ports, TensorElementType type)
    {
        if (!ports.TryGetValue(name, out var port))
            throw new UnusableModelException($"The model of bundle '{bundle.Id}' has no {what} '{name}'.");
        if (!port.IsTensor || port.ElementDataType != type || port.Dimensions is not [-1 or 1, -1 or 1, _, _])
        {
            throw new UnusableModelException(
                $"The {what} '{name}' of bundle '{bundle.Id}' is {(port.IsTensor ? $"{port.ElementDataType} [{string.Join(", ", port.Dimensions)}]" : "no tensor")} "
                + $"where {type} [N, 1, Rows, Columns] has to be.");
        }
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
