using Voxmark.Contracts.Access;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;

namespace Voxmark.ServiceDefaults.Outbox;

/// <summary>
/// What the outbox calls each message. A name outlives the type: one that moves or gets another name in C# keeps it, so
/// that a row written before an upgrade can be sent after it. <c>Contracts.Tests</c> holds what each looks like.
/// </summary>
public static class MessageNames
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["build-series-volume"] = typeof(BuildSeriesVolume),
        ["series-volume-built"] = typeof(SeriesVolumeBuilt),
        ["series-deleted"] = typeof(SeriesDeleted),
        ["series-restored"] = typeof(SeriesRestored),
        ["series-purged"] = typeof(SeriesPurged),
        ["restore-deletion"] = typeof(RestoreDeletion),
        ["images-exchanged"] = typeof(ImagesExchanged),
        ["label-revised"] = typeof(LabelRevised),
        ["label-purged"] = typeof(LabelPurged),
        ["model-result-refused"] = typeof(ModelResultRefused),
        ["segment-series"] = typeof(SegmentSeries),
        ["series-segmented"] = typeof(SeriesSegmented),
        ["inference-job-changed"] = typeof(InferenceJobChanged),
        ["propose-levels"] = typeof(ProposeLevels),
        ["quantify-label"] = typeof(QuantifyLabel),
        ["quant-job-changed"] = typeof(QuantJobChanged),
    };

    private static readonly Dictionary<Type, string> Names = Types.ToDictionary(named => named.Value, named => named.Key);

    public static IReadOnlyCollection<string> All => Types.Keys;

    /// <exception cref="KeyNotFoundException">The message has no name yet: give it one here, and its look in Contracts.Tests.</exception>
    public static string Of(Type message) =>
        Names.TryGetValue(message, out var name)
            ? name
            : throw new KeyNotFoundException($"{message} has no name in {nameof(MessageNames)}.");

    /// <returns>Null for a name that nobody gave.</returns>
    public static Type? Find(string name) => Types.GetValueOrDefault(name);
}
