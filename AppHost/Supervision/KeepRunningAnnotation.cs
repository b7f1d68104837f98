namespace Voxmark.AppHost.Supervision;

/// <summary>The resource is to run as long as the host does: what ends is started again.</summary>
internal sealed record KeepRunningAnnotation : IResourceAnnotation;

/// <summary>Where a program says that it is alive, whatever its neighbours are.</summary>
internal sealed record LivenessAnnotation(string Path) : IResourceAnnotation;
