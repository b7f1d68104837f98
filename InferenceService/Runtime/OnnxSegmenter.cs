using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Voxmark.InferenceService.Bundles;
using Voxmark.ServiceDefaults.Problems;

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
            var reason = exception.Message;
            throw new UnusableModelException(Sentences.Of("model-not-opened", $"The model cannot be opened: {reason}"));
        }

        var (input, output) = (bundle.InputName, bundle.OutputName);
        if (!session.InputMetadata.TryGetValue(input, out var taken))
            throw new UnusableModelException(Sentences.Of("model-no-input", $"The model has no input {input}."));
        if (!session.OutputMetadata.TryGetValue(output, out var answered))
            throw new UnusableModelException(Sentences.Of("model-no-output", $"The model has no output {output}."));
        if (session.InputMetadata.Count > 1)
            throw new UnusableModelException(Sentences.Of("model-more-inputs", $"The model wants more inputs than {input}."));
        Compare(input, taken, TensorElementType.Float);
        Compare(output, answered, TensorElementType.UInt8);
        if (IsOther(taken.Dimensions[2], answered.Dimensions[2]) || IsOther(taken.Dimensions[3], answered.Dimensions[3]))
            throw OtherSize(Shape(taken.Dimensions), Shape(answered.Dimensions));
    }

    /// <inheritdoc/>
    /// <exception cref="OnnxRuntimeException">The model cannot be loaded.</exception>
    public byte[] Segment(Bundle bundle, ReadOnlySpan<float> values, int rows, int columns)
    {
        var session = SessionOf(bundle);
        var name = bundle.Id;
        if (session.InputMetadata[bundle.InputName].Dimensions is [_, _, var modelRows, var modelColumns]
            && (IsOther(modelRows, rows) || IsOther(modelColumns, columns)))
        {
            throw new UnusableModelException(Sentences.Of("model-image-size", $"The model {name} takes images of {modelColumns} × {modelRows} pixels only, and these have {columns} × {rows}."));
        }

        long[] shape = [1, 1, rows, columns];
        using var input = OrtValue.CreateTensorValueFromMemory(values.ToArray(), shape);
        using var options = new RunOptions();
        using var outputs = Run(session, options, bundle, input);
        var answer = outputs[0].GetTensorTypeAndShape();
        if (answer.ElementDataType != TensorElementType.UInt8 || !answer.Shape.AsSpan().SequenceEqual(shape))
        {
            var (type, answered, wanted) = ($"{answer.ElementDataType}", Shape(answer.Shape), Shape(shape));
            throw new UnusableModelException(Sentences.Of("model-answered-shape", $"The model {name} answered {type} {answered} where a label map UInt8 {wanted} was asked for."));
        }

        var labels = outputs[0].GetTensorDataAsSpan<byte>();
        byte[] known = [0, .. bundle.Labels.Select(label => (byte)label.Number)];
        if (labels.IndexOfAnyExcept(known) is var at and >= 0)
        {
            int number = labels[at];
            throw new UnusableModelException(Sentences.Of("model-answered-number", $"The model {name} answered {number}, which is none of its labels."));
        }

        return labels.ToArray();
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values.Where(session => session.IsValueCreated))
            session.Value.Dispose();
    }

    private InferenceSession SessionOf(Bundle bundle) =>
        _sessions.GetOrAdd(bundle.Sha256, _ => new Lazy<InferenceSession>(() => Open(bundle))).Value;

    /// <summary>A graph that stops on these values stops on them each time.</summary>
    private static IDisposableReadOnlyCollection<OrtValue> Run(InferenceSession session, RunOptions options, Bundle bundle, OrtValue input)
    {
        try
        {
            return session.Run(options, [bundle.InputName], [input], [bundle.OutputName]);
        }
        catch (OnnxRuntimeException exception)
        {
            var (name, reason) = (bundle.Id, exception.Message);
            throw new UnusableModelException(Sentences.Of("model-run-failed", $"The model {name} stopped on these images: {reason}"));
        }
    }

    /// <summary>[N, 1, Rows, Columns] of the type, as models/README.md says; a size that the graph leaves open is −1.</summary>
    private static void Compare(string name, NodeMetadata port, TensorElementType type)
    {
        if (port.IsTensor && port.ElementDataType == type && port.Dimensions is [-1 or 1, -1 or 1, _, _])
            return;
        var (found, wanted) = (port.IsTensor ? $"{port.ElementDataType} {Shape(port.Dimensions)}" : "no tensor", $"{type} [N, 1, Rows, Columns]");
        throw new UnusableModelException(Sentences.Of("model-port", $"{name} of the model is {found} where {wanted} has to be."));
    }

    private static UnusableModelException OtherSize(string taken, string answered) =>
        new(Sentences.Of("model-other-size", $"The model takes {taken} and answers {answered}, which is no map of what it takes."));

    /// <summary>Whether a size that a graph fixes is another.</summary>
    private static bool IsOther(int fixedSize, int size) => fixedSize > 0 && size > 0 && fixedSize != size;

    private static string Shape<T>(IEnumerable<T> dimensions) => $"[{string.Join(", ", dimensions)}]";

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
