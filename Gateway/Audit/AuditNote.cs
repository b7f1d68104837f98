namespace Voxmark.Gateway.Audit;

/// <summary>What an endpoint of the gateway's own knows of a request beyond its address.</summary>
internal sealed class AuditNote
{
    /// <summary>Whom it concerns, or who is signing in: there is no signed-in user yet.</summary>
    public (Guid Id, string Name)? User { get; set; }

    /// <summary><c>user:</c>, <c>token:</c> … and its identifier.</summary>
    public string? Subject { get; set; }

    /// <summary>How it ended where the answer's own status does not say so, as for a form that is shown again.</summary>
    public int? Status { get; set; }

    public static AuditNote Of(HttpContext context)
    {
        if (context.Features.Get<AuditNote>() is { } note)
            return note;
        note = new AuditNote();
        context.Features.Set(note);
        return note;
    }
}
