namespace Voxmark.ServiceDefaults.Authentication;

public static class Roles
{
    public const string Admin = "admin";
    public const string Annotator = "annotator";
    public const string Reviewer = "reviewer";
    public const string Researcher = "researcher";

    /// <summary>One of our own services acting by itself; never given to a person.</summary>
    public const string Service = "service";

    /// <summary>The roles that an administrator can give to a person.</summary>
    public static IReadOnlyList<string> ForPeople { get; } = [Admin, Annotator, Reviewer, Researcher];
}

/// <summary>Authorization policies; docs/access.md has them as a table. An endpoint that names none has <see cref="Read"/>.</summary>
public static class Policies
{
    /// <summary>May look: anybody with a role.</summary>
    public const string Read = "read";

    /// <summary>May upload, label, run models and measure.</summary>
    public const string Annotate = "annotate";

    /// <summary>May manage users and read the audit trail.</summary>
    public const string Administer = "administer";
}
