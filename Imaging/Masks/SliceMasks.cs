using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Voxmark.Imaging.Masks;

/// <param name="Slice">0-based, feet to head.</param>
public readonly record struct SliceMask(int Slice, Mask Mask);

/// <summary>Masks of several slices in one body or object (docs/mask-encoding.md, "several slices").</summary>
public static class SliceMasks
{
    public const string ContentType = "application/vnd.voxmark.masks";

    /// <param name="masks">In ascending order of slices, none twice.</param>
    public static byte[] Encode(IEnumerable<SliceMask> masks)
    {
        var output = new ArrayBufferWriter<byte>();
        var previous = -1;
        foreach (var (slice, mask) in masks)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slice, previous, nameof(masks));
            previous = slice;
            output.Advance(Leb128.Write(output.GetSpan(Leb128.MaxBytes), (uint)slice));
            output.Advance(Leb128.Write(output.GetSpan(Leb128.MaxBytes), (uint)mask.Bytes.Length));
            output.Write(mask.Bytes.Span);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Checks foreign bytes. The masks are views of them, so nothing is allocated for what they claim.</summary>
    /// <param name="problem">A sentence that says what is wrong.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out IReadOnlyList<SliceMask>? masks, [NotNullWhen(false)] out string? problem)
    {
        masks = null;
        problem = null;
        var found = new List<SliceMask>();
        var position = 0;
        while (position < bytes.Length)
        {
            if (!Leb128.TryRead(bytes.Span, ref position, out var slice) || slice > int.MaxValue
                || !Leb128.TryRead(bytes.Span, ref position, out var length) || length > bytes.Length - position)
            {
                problem = "A slice's mask is cut off.";
                return false;
            }

            if (found.Count > 0 && slice <= found[^1].Slice)
            {
                problem = "The slices are not in ascending order.";
                return false;
            }

            if (!Mask.TryParse(bytes.Slice(position, (int)length), out var mask, out problem))
                return false;
            found.Add(new SliceMask((int)slice, mask));
            position += (int)length;
        }

        masks = found;
        return true;
    }
}
