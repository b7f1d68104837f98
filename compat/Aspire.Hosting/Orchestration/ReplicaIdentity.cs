using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <param name="Id">The resource's name, followed by the replica's number, from 1, where there are several.</param>
/// <param name="TargetPorts">The port this replica listens on, for every endpoint.</param>
internal sealed record ReplicaIdentity(string Id, IReadOnlyDictionary<EndpointAnnotation, int> TargetPorts);
