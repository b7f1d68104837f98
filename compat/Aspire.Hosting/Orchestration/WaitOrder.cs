using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Who needs whom: a resource needs what it waits for, and its parent.</summary>
internal sealed class WaitOrder
{
    private readonly ILookup<IResource, IResource> _dependents;

    /// <exception cref="DistributedApplicationException">A resource waits for itself, perhaps through others.</exception>
    public WaitOrder(IReadOnlyCollection<IResource> resources)
    {
        _dependents = resources
            .SelectMany(resource => Needs(resource).Select(needed => (Needed: needed, By: resource)))
            .ToLookup(edge => edge.Needed, edge => edge.By);
        var visited = new HashSet<IResource>();
        foreach (var resource in resources) Visit(resource, visited, []);
    }

    public IEnumerable<IResource> DependentsOf(IResource resource) => _dependents[resource];

    private static IEnumerable<IResource> Needs(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);
        return (resource is IResourceWithParent child ? waits.Append(child.Parent) : waits).Distinct();
    }

    private void Visit(IResource resource, HashSet<IResource> visited, HashSet<IResource> path)
    {
        if (!path.Add(resource))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' waits for itself: {string.Join(", ", path.Select(member => member.Name))}.");
        }

        if (visited.Add(resource))
        {
            foreach (var dependent in _dependents[resource]) Visit(dependent, visited, path);
        }

        path.Remove(resource);
    }
}
