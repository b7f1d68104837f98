using System.Buffers;
using System.Numerics;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>
/// The cheapest closed contour through a polar image, by dynamic programming (step 2.4 of docs/body-composition.md): two turns
/// are gone through, from opposite the seam to opposite the seam, and the middle one is kept.
/// </summary>
internal static class ClosedPath
{
    private const int Turns = 2, Rows = Turns * Rays.Count, Before = Rays.Count / 2;

    /// <summary>More than any path costs.</summary>
    private const float Never = 1e30f;

    /// <param name="cost">[rays, samples].</param>
    /// <param name="maxStep">How many samples the contour may go in or out from a ray to the next.</param>
    /// <param name="stepCost">What a step costs, through its square.</param>
    /// <returns>The sample of each ray.</returns>
    public static int[] Find(ReadOnlySpan<float> cost, int samples, int maxStep, float stepCost)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cost.Length, Rays.Count * samples);
        var stride = samples + (2 * maxStep);
        var rented = ArrayPool<float>.Shared.Rent(Rows * stride);
        try
        {
            var totals = rented.AsSpan(0, Rows * stride);
            totals.Fill(Never); // also beside the samples, so that no step leads there
            cost.Slice(RayOf(0) * samples, samples).CopyTo(totals[maxStep..]);
            for (var row = 1; row < Rows; row++)
            {
                Step(
                    totals.Slice((row - 1) * stride, stride), cost.Slice(RayOf(row) * samples, samples),
                    totals.Slice((row * stride) + maxStep, samples), maxStep, stepCost);
            }

            return Trace(totals, samples, maxStep, stepCost);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static int RayOf(int row) => (row + Before) % Rays.Count;

    /// <param name="before">Totals of the ray before, with room for a step at either end.</param>
    /// <param name="totals">Receives the cheapest way to each sample.</param>
    private static void Step(
        ReadOnlySpan<float> before, ReadOnlySpan<float> cost, Span<float> totals, int maxStep, float stepCost)
    {
        var n = 0;
        for (; n <= totals.Length - Vector<float>.Count; n += Vector<float>.Count)
        {
            var least = new Vector<float>(before[(n + maxStep)..]);
            for (var step = 1; step <= maxStep; step++)
            {
                var inwards = before[(n + maxStep - step)..];
                var outwards = before[(n + maxStep + step)..];
                var either = Vector.Min(new Vector<float>(inwards), new Vector<float>(outwards));
                least = Vector.Min(least, either + new Vector<float>(stepCost * step * step));
            }

            (least + new Vector<float>(cost[n..])).CopyTo(totals[n..]);
        }

        for (; n < totals.Length; n++)
        {
            var least = before[n + maxStep];
            for (var step = 1; step <= maxStep; step++)
                least = Math.Min(least, Math.Min(before[n + maxStep - step], before[n + maxStep + step]) + (stepCost * step * step));
            totals[n] = least + cost[n];
        }
    }

    private static int[] Trace(ReadOnlySpan<float> totals, int samples, int maxStep, float stepCost)
    {
        var path = new int[Rays.Count];
        var stride = samples + (2 * maxStep);
        var at = IndexOfLeast(totals.Slice(((Rows - 1) * stride) + maxStep, samples));
        for (var row = Rows - 1; row >= Before; row--)
        {
            if (row < Before + Rays.Count)
                path[row - Before] = at;
            if (row > 0)
                at += CheapestStep(totals.Slice((row - 1) * stride, stride), at + maxStep, maxStep, stepCost);
        }

        return path;
    }

    private static int CheapestStep(ReadOnlySpan<float> before, int at, int maxStep, float stepCost)
    {
        var (best, least) = (0, before[at]);
        for (var step = 1; step <= maxStep; step++)
        {
            foreach (var way in (ReadOnlySpan<int>)[-step, step])
            {
                if (before[at + way] + (stepCost * step * step) < least)
                    (best, least) = (way, before[at + way] + (stepCost * step * step));
            }
        }

        return best;
    }

    private static int IndexOfLeast(ReadOnlySpan<float> values)
    {
        var least = 0;
        for (var n = 1; n < values.Length; n++)
        {
            if (values[n] < values[least])
                least = n;
        }

        return least;
    }
}
