namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>Name of the assembly whose build described the projects; the entry assembly when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The host project's folder; the one its build recorded when null.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Leaves out the status page.</summary>
    public bool DisableDashboard { get; set; }
}
