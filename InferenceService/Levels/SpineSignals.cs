using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Levels;

/// <summary>What discs and vertebrae are told by, one value a millimetre; measured on planes across the spine.</summary>
/// <param name="Core">Mean HU of the middle of the body.</param>
/// <param name="Ring">Share of what is as dense as cortical bone, along the body's border but at the back.</param>
/// <param name="Pedicles">Mean HU where the pedicles leave the body.</param>
internal sealed record SpineSignals(double[] Core, double[] Ring, double[] Pedicles)
{
    private const double CoreRadii = 0.6, RingFromRadii = 0.75, RingToRadii = 1.1, RingBackRadii = 0.3, CorticalHu = 180;
    private const double PedicleSideRadii = 0.62, PedicleFromRadii = 0.75, PedicleToRadii = 1.3, PedicleHalfMm = 4;

    public static SpineSignals Of(CtStack stack, Centreline spine)
    {
        var signals = new SpineSignals(new double[spine.LengthMm], new double[spine.LengthMm], new double[spine.LengthMm]);
        for (var z = 0; z < spine.LengthMm; z++)
        {
            var plane = new Plane(stack, spine.At(z), z, spine.SlopeAt(z));
            (signals.Core[z], signals.Ring[z]) = plane.Body();
            signals.Pedicles[z] = (plane.Pedicle(-1) + plane.Pedicle(1)) / 2;
        }

        return signals;
    }

    /// <summary>Across the spine at one height.</summary>
    private readonly struct Plane(CtStack stack, Vertebra centre, int z, double slope)
    {
        public (double Core, double Ring) Body()
        {
            var reach = (int)Math.Ceiling(RingToRadii * centre.RadiusMm);
            var (core, inCore, cortical, inRing) = (0.0, 0, 0, 0);
            for (var dy = -reach; dy <= reach; dy++)
            {
                for (var dx = -reach; dx <= reach; dx++)
                {
                    var radii = Math.Sqrt(dx * dx + dy * dy) / centre.RadiusMm;
                    if (radii <= CoreRadii)
                    {
                        core += HuAt(dx, dy);
                        inCore++;
                    }
                    else if (radii is >= RingFromRadii and <= RingToRadii && dy < RingBackRadii * centre.RadiusMm)
                    {
                        cortical += HuAt(dx, dy) > CorticalHu ? 1 : 0;
                        inRing++;
                    }
                }
            }

            return (core / inCore, (double)cortical / inRing);
        }

        /// <param name="side">-1 to the right, 1 to the left.</param>
        public double Pedicle(int side)
        {
            var (sum, count) = (0.0, 0);
            var middle = side * PedicleSideRadii * centre.RadiusMm;
            for (var dy = PedicleFromRadii * centre.RadiusMm; dy <= PedicleToRadii * centre.RadiusMm; dy++)
            {
                for (var dx = -PedicleHalfMm; dx <= PedicleHalfMm; dx++)
                {
                    sum += HuAt(middle + dx, dy);
                    count++;
                }
            }

            return sum / count;
        }

        private double HuAt(double dx, double dy) => stack.HuAt(centre.X + dx, centre.Y + dy, z - slope * dy);
    }
}
