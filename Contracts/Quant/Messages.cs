namespace Voxmark.Contracts.Quant;

/// <summary>Command: measure a label. The job row holds the rest.</summary>
public sealed record QuantifyLabel(Guid JobId);

/// <summary>Event: a quantification's state changed.</summary>
public sealed record QuantJobChanged(Guid JobId, Guid LabelId, JobState State, Guid? ResultId, string? Problem, Person RequestedBy);
