using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Voxmark.InferenceService.Bundles;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Runtime;

/// <summary>
/// Runs graphs with ONNX Runtime. One session per model file, loaded at first use and kept; one thread inside a session,
/// because workers scale by processes. Built with -p:OnnxGpu=true it runs them on the first CUDA device, where there is one.
/// Thread-safe.
/// </summary>
public sealed partial class OnnxSessions(ILogger<OnnxSessions> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<InferenceSession>> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> _secondsPerValue = new(StringComparer.Ordinal);

    /// <summary>Opens a bundle's graph and finds the ports that it names.</summary>
    /// <returns>Dimensions of both; −1 for one that the graph leaves open.</returns>
    /// <exception cref="UnusableModelException">It cannot be opened, or they are not a float and a byte tensor of these ranks.</exception>
    public (int[] Taken, int[] Answered) PortsOf(Bundle bundle, string takes, string answers)
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

        var (input, output) = (bundle.Input.Name, bundle.OutputName);
        if (!session.InputMetadata.TryGetValue(input, out var taken))
            throw new UnusableModelException(Sentences.Of("model-no-input", $"The model has no input {input}."));
        if (!session.OutputMetadata.TryGetValue(output, out var answered))
            throw new UnusableModelException(Sentences.Of("model-no-output", $"The model has no output {output}."));
        if (session.InputMetadata.Count > 1)
            throw new UnusableModelException(Sentences.Of("model-more-inputs", $"The model wants more inputs than {input}."));
        Compare(input, taken, TensorElementType.Float, takes);
        Compare(output, answered, TensorElementType.UInt8, answers);
        return (taken.Dimensions, answered.Dimensions);
    }

    /// <summary>The dimensions that a bundle's graph takes; −1 for one that it leaves open.</summary>
    /// <exception cref="OnnxRuntimeException">The model cannot be loaded.</exception>
    public int[] TakenBy(Bundle bundle) => SessionOf(bundle).InputMetadata[bundle.Input.Name].Dimensions;

    /// <summary>How long the graph takes for as many values, by its last run; null before the first.</summary>
    public TimeSpan? Expect(Bundle bundle, long values) =>
        _secondsPerValue.TryGetValue(bundle.Sha256, out var seconds) ? TimeSpan.FromSeconds(seconds * values) : null;

    /// <summary>Runs a bundle's graph once.</summary>
    /// <param name="shape">Of the values.</param>
    /// <param name="answers">The shape that its label map must have.</param>
    /// <param name="ct">Ends the run within the native call.</param>
    /// <returns>The label map: numbers of the bundle's labels, 0 for none.</returns>
    /// <exception cref="UnusableModelException">It stopped on these values, or answered something else than that.</exception>
    /// <exception cref="OnnxRuntimeException">The model cannot be loaded.</exception>
    public byte[] Run(Bundle bundle, float[] values, long[] shape, long[] answers, CancellationToken ct)
    {
        var session = SessionOf(bundle);
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        // What a large volume took is given back, and not kept for a next one that may never come.
        options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var ending = ct.Register(() => options.Terminate = true);
        var start = Stopwatch.GetTimestamp();
        using var outputs = Run(session, options, bundle, input, ct);
        _secondsPerValue[bundle.Sha256] = Stopwatch.GetElapsedTime(start).TotalSeconds / values.Length;
        var answer = outputs[0].GetTensorTypeAndShape();
        var name = bundle.Id;
        if (answer.ElementDataType != TensorElementType.UInt8 || !answer.Shape.AsSpan().SequenceEqual(answers))
        {
            var (type, answered, wanted) = ($"{answer.ElementDataType}", ShapeOf(answer.Shape), ShapeOf(answers));
            throw new UnusableModelException(Sentences.Of(
                "model-answered-shape", $"The model {name} answered {type} {answered} where a label map UInt8 {wanted} was asked for."));
        }

        var labels = outputs[0].GetTensorDataAsSpan<byte>();
        byte[] known = [0, .. bundle.Labels.Select(label => (byte)label.Number)];
        if (labels.IndexOfAnyExcept(known) is var at and >= 0)
        {
            int number = labels[at];
            throw new UnusableModelException(Sentences.Of("model-answered-number",
                $"The model {name} answered {number}, which is none of its labels."));
        }

        return labels.ToArray();
    }

    public static string ShapeOf<T>(IEnumerable<T> dimensions) => $"[{string.Join(", ", dimensions)}]";

    public void Dispose()
    {
        foreach (var session in _sessions.Values.Where(session => session.IsValueCreated))
            session.Value.Dispose();
    }

    private InferenceSession SessionOf(Bundle bundle) =>
        _sessions.GetOrAdd(bundle.Sha256, _ => new Lazy<InferenceSession>(() => Open(bundle))).Value;

    /// <summary>A graph that stops on these values stops on them each time.</summary>
    private static IDisposableReadOnlyCollection<OrtValue> Run(
        InferenceSession session, RunOptions options, Bundle bundle, OrtValue input, CancellationToken ct)
    {
        try
        {
            return session.Run(options, [bundle.Input.Name], [input], [bundle.OutputName]);
        }
        catch (OnnxRuntimeException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (OnnxRuntimeException exception)
        {
            var (name, reason) = (bundle.Id, exception.Message);
            throw new UnusableModelException(Sentences.Of("model-run-failed", $"The model {name} stopped on these images: {reason}"));
        }
    }

    /// <param name="form">
    /// A letter for a size that may be anything, <c>1</c> for one that is 1 or open: <c>[1, 1, Rows, Columns]</c>.
    /// </param>
    private static void Compare(string name, NodeMetadata port, TensorElementType type, string form)
    {
        var sizes = form.Trim('[', ']').Split(", ");
        if (port.IsTensor && port.ElementDataType == type && port.Dimensions.Length == sizes.Length
            && port.Dimensions.Zip(sizes).All(pair => pair.Second != "1" || pair.First is -1 or 1))
        {
            return;
        }

        var (found, wanted) = (port.IsTensor ? $"{port.ElementDataType} {ShapeOf(port.Dimensions)}" : "no tensor", $"{type} {form}");
        throw new UnusableModelException(Sentences.Of("model-port", $"{name} of the model is {found} where {wanted} has to be."));
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
