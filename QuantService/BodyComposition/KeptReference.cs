using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>
/// Where a label is measured: chosen once, by its first measurement or by a person, and kept for the ones that follow. It
/// names an image, so that a series that grows does not move it.
/// </summary>
public sealed class KeptReference
{
    public Guid LabelId { get; private init; }
    public string SopInstanceUid { get; private init; } = "";

    /// <summary>0-based.</summary>
    public int Frame { get; private init; }

    /// <summary>With the name, null for the middle one, which nobody chose.</summary>
    public string? ChosenById { get; private init; }
    public string? ChosenBy { get; private init; }
    public DateTimeOffset At { get; private init; }

    internal static KeptReference Of(QuantResult result, VolumeHeader header, DateTimeOffset now) => new()
    {
        LabelId = result.LabelId,
        SopInstanceUid = header.SliceList[result.ReferenceSlice].SopInstanceUid,
        Frame = header.SliceList[result.ReferenceSlice].Frame,
        ChosenById = result.ReferenceChosen?.By.Id,
        ChosenBy = result.ReferenceChosen?.By.Name,
        At = result.ReferenceChosen?.At ?? now,
    };

    internal ByHand? ToByHand() => ChosenBy is null ? null : new(new Person(ChosenById!, ChosenBy), At);

    /// <returns>Null when the volume has no such image.</returns>
    internal int? SliceIn(VolumeHeader header) => header.SliceOf(new ImageName(SopInstanceUid, Frame));

    /// <summary>At once: two who measure at the same time are no failure, the later one stays.</summary>
    internal Task KeepAsync(QuantDbContext db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO quant.reference_slices ("LabelId", "SopInstanceUid", "Frame", "ChosenById", "ChosenBy", "At")
        VALUES ({LabelId}, {SopInstanceUid}, {Frame}, {ChosenById}, {ChosenBy}, {At})
        ON CONFLICT ("LabelId") DO UPDATE SET
            "SopInstanceUid" = EXCLUDED."SopInstanceUid", "Frame" = EXCLUDED."Frame",
            "ChosenById" = EXCLUDED."ChosenById", "ChosenBy" = EXCLUDED."ChosenBy", "At" = EXCLUDED."At"
        """, ct);
}
