namespace Voxmark.OpenCvSharp.Tests;

/// <summary>
/// Every operation with arguments that nobody would mean among some that fit. What is at stake is the process: bad
/// arguments must end in an exception of ours or in a result, never in a crash or a call that does not return.
/// </summary>
public class RobustnessTests
{
    private const int Rounds = 8000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Operations_WithRandomArguments_AnswerOrThrow(int seed)
    {
        var any = new Arguments(seed);
        var answered = new SortedSet<int>();
        var refused = new SortedSet<int>();

        for (var round = 0; round < Rounds; round++)
        {
            var operation = round % Operations.Length;
            try
            {
                Operations[operation](any);
                answered.Add(operation);
            }
            catch (Exception e) when (e is OpenCVException or OpenCvSharpException or ArgumentException)
            {
                refused.Add(operation);
            }
        }

        // The arguments are neither so bad that nothing but the first check ran, nor harmless.
        Assert.Equal(Enumerable.Range(0, Operations.Length), answered);
        Assert.Equal(Enumerable.Range(0, Operations.Length), refused);
    }

    private static readonly Action<Arguments>[] Operations =
    [
        any => With(any.Mat(), any.Mat(), any.Mat(), any.Mat(), (a, b, mask, hist) =>
            Cv2.CalcHist([a, b], [any.Int(2), 0], mask, hist, 2, [any.Int(300), 4], [any.Range(), any.Range()],
                any.Next(8) > 0, any.Next(8) == 0)),
        any => With(any.Mat(), any.Mat(MatType.CV_32FC1, rows: 9, columns: 1), any.Mat(), any.Mat(), (a, hist, b, _) =>
            Cv2.CalcBackProject([a], [any.Int(2)], hist, b, [any.Range()])),
        any => With(any.Mat(MatType.CV_8UC3), any.Mat(), new Mat(), any.Next(3) == 0 ? any.Mat() : new Mat(),
            (a, mask, background, foreground) => Cv2.GrabCut(a, mask, any.Rect(), background, foreground, any.Next(3),
                (GrabCutModes)any.Next(4))),
        any => With(any.Mat(), any.Mat(), (a, b) =>
            Cv2.GaussianBlur(a, b, any.Size(), any.Double(), any.Double(), (BorderTypes)any.Next(20))),
        any => With(any.Mat(), any.Mat(), any.Mat(rows: 3, columns: 3), any.Mat(), (a, b, element, _) =>
            Cv2.MorphologyEx(a, b, (MorphTypes)any.Next(9), element, any.Point(4), any.Int(4), (BorderTypes)any.Next(7),
                any.Scalar())),
        any => Cv2.GetStructuringElement((MorphShapes)any.Next(4), any.Size(), any.Point(4)).Dispose(),
        any => With(any.Mat(), any.Mat(), (a, b) =>
            Cv2.Threshold(a, b, any.Double(), any.Double(), (ThresholdTypes)any.Next(32))),
        any => With(any.Mat(), any.Mat(), any.Mat(), any.Mat(), (a, labels, stats, centroids) =>
            Cv2.ConnectedComponentsWithStats(a, labels, stats, centroids, (PixelConnectivity)any.Next(10))),
        any => With(any.Mat(), any.Mat(), (a, _) =>
            Cv2.FindContours(a, out Point[][] _, out HierarchyIndex[] _, (RetrievalModes)any.Next(6),
                (ContourApproximationModes)any.Next(6), any.Point(20))),
        any => With(any.Mat(), any.Mat(), (a, _) =>
            Cv2.FillPoly(a, [any.Polygon(), any.Polygon()], any.Scalar(), (LineTypes)(4 * any.Next(6)), any.Int(16),
                any.Point(20))),
        any => With(any.Mat(), any.Mat(), (a, b) =>
            Cv2.DistanceTransform(a, b, (DistanceTypes)any.Next(9), (DistanceTransformMasks)any.Next(6))),
        any => With(any.Mat(MatType.CV_8UC3), any.Mat(MatType.CV_32SC1), (a, markers) => Cv2.Watershed(a, markers)),
        any => With(any.Mat(), any.Mat(), (a, _) =>
            Cv2.FloodFill(a, any.Point(20), any.Scalar(), out Rect _, any.Scalar(), any.Scalar(),
                (FloodFillFlags)any.Int(12))),
        any => With(any.Mat(), any.Mat(rows: 14, columns: 18), (a, mask) =>
            Cv2.FloodFill(a, mask, any.Point(20), any.Scalar(), out Rect _, any.Scalar(), any.Scalar(),
                (FloodFillFlags)any.Int(12))),
        any => With(any.Mat(), any.Mat(), any.Mat(), any.Mat(), (a, b, c, d) => Cv2.Merge([a, b, c], d)),
        any => With(any.Mat(), any.Mat(), (a, _) => Array.ForEach(Cv2.Split(a), channel => channel.Dispose())),
        any => With(any.Mat(), any.Mat(), any.Mat(), any.Mat(), (a, b, c, d) => Cv2.InRange(a, b, c, d)),
        any => With(any.Mat(), any.Mat(), any.Mat(), any.Mat(), (a, b, c, mask) => Cv2.BitwiseOr(a, b, c, mask)),
        any => With(any.Mat(), any.Mat(), any.Mat(), any.Mat(), (a, b, c, mask) =>
        {
            a.ConvertTo(b, new MatType(any.Int(40)), any.Double(), any.Double());
            a.CopyTo(c, mask);
        }),
        any => With(any.Mat(), any.Mat(), (a, mask) => a.SetTo(any.Scalar(), mask)),
        any => With(any.Mat(), any.Mat(), (a, _) => a.SubMat(any.Rect()).Dispose()),
    ];

    private static void With(Mat a, Mat b, Action<Mat, Mat> call)
    {
        using (a)
        using (b)
            call(a, b);
    }

    private static void With(Mat a, Mat b, Mat c, Mat d, Action<Mat, Mat, Mat, Mat> call)
    {
        using (c)
        using (d)
            With(a, b, (_, _) => call(a, b, c, d));
    }

    private sealed class Arguments(int seed) : Random(seed)
    {
        private static readonly int[] Odd = [-1, 255, 256, 65535, 65536, int.MaxValue - 1, int.MaxValue, int.MinValue];
        private static readonly double[] OddDoubles =
            [-1, 1e-300, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

        private bool Rarely => Next(8) == 0;

        public int Int(int below) => Rarely ? Odd[Next(Odd.Length)] : Next(below);

        public double Double() => Rarely ? OddDoubles[Next(OddDoubles.Length)] : NextDouble() * 20;

        public Point Point(int below) => new(Int(below), Int(below));

        public Size Size() => new(Int(9), Int(9));

        public Rect Rect() => new(Int(12), Int(10), Int(16), Int(12));

        public Rangef Range() => Rarely ? new((float)Double(), (float)Double()) : new(0, 256);

        public Scalar Scalar() => new(Double(), Double(), Double(), Double());

        public Point[] Polygon() => [.. Enumerable.Range(0, Next(5)).Select(_ => Point(20))];

        /// <summary>Mostly of the type and size that fit, of pixels of few values, now and then a part of a larger.
        /// </summary>
        public Mat Mat(MatType? type = null, int rows = 12, int columns = 16)
        {
            if (Next(16) == 0)
                return new Mat();
            if (Rarely)
                (rows, columns) = (Next(34), Next(34));
            var elements = Rarely ? MatType.MakeType(Next(8), 1 + Next(5)) : type ?? MatType.CV_8UC1;
            using var whole = new Mat(rows + 2, columns + 2, elements);
            if (whole.Channels() <= 4)
                whole.SetTo(Rarely ? Scalar() : global::OpenCvSharp.Scalar.All(Next(4)));
            for (var i = Next(6); i > 0 && rows > 0 && whole.Channels() <= 4; i--)
                whole[new Rect(0, Next(rows), columns, 2)].SetTo(Next(4));
            var inside = new Rect(1, 1, columns, rows);
            return Rarely ? whole[inside] : whole[inside].Clone();
        }
    }
}
