namespace Voxmark.Contracts.Labeling;

/// <summary>A tool's answer: nothing is stored until a person accepts it.</summary>
/// <param name="Slices">Every slice that was worked on, also where nothing was found.</param>
/// <param name="VolumeId">The volume that was looked at, and that the slices count on.</param>
public sealed record Proposal(
    IReadOnlyList<ProposedSlice> Slices, IReadOnlyList<ProposalNotice> Notices, double ElapsedMs, string VolumeId);

/// <param name="Mask">The whole slice, encoded as docs/mask-encoding.md says: 1 where proposed, or the segment's number
/// where a tool works on several.</param>
public sealed record ProposedSlice(int Slice, byte[] Mask, int PixelCount, double? AreaCm2);

/// <summary>What a person should know before accepting.</summary>
/// <param name="Code"><c>overlap</c>, <c>area-change</c>: it hardly fits the slice it came from (Dice; change as a share).
/// <c>gap</c>: the labelled slices lie this far apart, mm; <c>gap-unknown</c>: the images do not say. <c>apart</c>: the two
/// shapes share no pixel even when their centres meet.</param>
/// <param name="Slice">Where.</param>
public sealed record ProposalNotice(string Code, int Slice, double Value);
