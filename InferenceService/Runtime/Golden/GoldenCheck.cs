using Voxmark.InferenceService.Bundles;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Runtime.Golden;

/// <summary>
/// A bundle brings one input and the labels that its model makes of it where it was made. Here it must make the same: what
/// is done before and after the network is as much the model as its weights.
/// </summary>
internal static class GoldenCheck
{
    /// <param name="run">Labels of the input, as many as it has voxels; null when it cannot take an input of that shape.</param>
    /// <exception cref="UnusableModelException">It made something else of it, or the files cannot be compared.</exception>
    public static void Repeat(Bundle bundle, Func<NpyArray, byte[]?> run)
    {
        if (bundle.Golden is not { } golden)
            return;
        var (input, expected) = (Read(golden.InputPath), Read(golden.ExpectedPath));
        var labels = run(input);
        if (labels is null || !expected.IsBytes || !expected.Shape.SequenceEqual(input.Shape))
        {
            var (taken, answered) = (OnnxSessions.ShapeOf(input.Shape), OnnxSessions.ShapeOf(expected.Shape));
            throw new UnusableModelException(Sentences.Of("golden-shape",
                $"The golden input {taken} and labels {answered} are not what this model takes and answers."));
        }

        var (number, dice) = LeastDice(labels, expected.Bytes);
        if (dice < golden.MinDice)
        {
            var (reached, wanted) = ($"{dice:0.000}", $"{golden.MinDice:0.000}");
            throw new UnusableModelException(Sentences.Of(
                "golden-missed",
                $"Of its golden input the model makes other labels here than where it was made: Dice {reached} "
                + $"for label {number}, at least {wanted} is asked for."));
        }
    }

    /// <summary>Twice the common voxels through both sums (Dice 1945), of the label that agrees least.</summary>
    private static (int Number, double Dice) LeastDice(byte[] labels, byte[] expected)
    {
        Span<long> sums = stackalloc long[256], common = stackalloc long[256];
        for (var n = 0; n < labels.Length; n++)
        {
            sums[labels[n]]++;
            sums[expected[n]]++;
            if (labels[n] == expected[n])
                common[labels[n]]++;
        }

        var least = (Number: 0, Dice: 1.0);
        for (var number = 1; number < 256; number++)
        {
            var dice = sums[number] == 0 ? 1 : 2.0 * common[number] / sums[number];
            if (dice < least.Dice)
                least = (number, dice);
        }

        return least;
    }

    private static NpyArray Read(string path)
    {
        try
        {
            return NpyArray.Read(path);
        }
        catch (InvalidDataException exception)
        {
            var (file, reason) = (Path.GetFileName(path), exception.Message);
            throw new UnusableModelException(Sentences.Of("golden-unreadable", $"{file} cannot be read: {reason}"));
        }
    }
}
