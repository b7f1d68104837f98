using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Voxmark.ServiceDefaults.Telemetry;

/// <summary>
/// Decides on spans without a parent. Services look into their database several times a second; such a look, a call that no
/// request or message has caused, is dropped: the looks would soon push what people did out of a collector's memory.
/// </summary>
internal sealed class CausedSpans : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(
        samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
