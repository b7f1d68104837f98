using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>
/// Where a label is measured: chosen once, by its first measurement or by a person, and kept for the ones that follow. It
/// names an image, so that a series that grows does not move it.
/// </summary>
public sealed class KeptReference
{
    public Guid LabelId { get; init; }
    public required string SopInstanceUid { get; init; }

    /// <summary>0-based.</summary>
    public int Frame { get; init; }

    /// <summary>With the name, null for the middle one, which nobody chose.</summary>
    public string? ChosenById { get; init; }
    public string? ChosenBy { get; init; }
    public DateTimeOffset At { get; init; }

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
        INSERT INTO reference_slices (label_id, sop_instance_uid, frame, chosen_by_id, chosen_by, at)
        VALUES ({LabelId}, {SopInstanceUid}, {Frame}, {ChosenById}, {ChosenBy}, {At})
        ON CONFLICT (label_id) DO UPDATE SET
            sop_instance_uid = EXCLUDED.sop_instance_uid, frame = EXCLUDED.frame,
            chosen_by_id = EXCLUDED.chosen_by_id, chosen_by = EXCLUDED.chosen_by, at = EXCLUDED.at
        """, ct);
}

internal sealed class KeptReferenceConfiguration : IEntityTypeConfiguration<KeptReference>
{
    public void Configure(EntityTypeBuilder<KeptReference> reference)
    {
        reference.ToTable("reference_slices");
        reference.HasKey(r => r.LabelId);
        reference.Property(r => r.SopInstanceUid).HasMaxLength(Uid.MaxLength);
    }
}
