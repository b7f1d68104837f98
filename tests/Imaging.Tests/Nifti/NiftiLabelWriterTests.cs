using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Nifti;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Tests.Nifti;

/// <summary>Offsets and codes are those of the NIfTI-1 standard (nifti1.h); matrices and quaternions are worked by hand.</summary>
public class NiftiLabelWriterTests
{
    private static readonly Vector3d X = new(1, 0, 0), Y = new(0, 1, 0), Z = new(0, 0, 1);

    // 3 columns, 2 rows, 4 slices, supine, feet to head.
    private static readonly VoxelGrid Axial = new(3, 2, 4, new(-100, -200, 50), new(0.5, 0.75, 5), X, Y, Z);

    [Fact]
    public async Task Write_OfAxialGrid_StatesSizeTypeAndUnits()
    {
        var file = await WriteAsync(Axial);

        Assert.Equal(348, BinaryPrimitives.ReadInt32LittleEndian(file));      // sizeof_hdr
        Assert.Equal([3, 3, 2, 4, 1, 1, 1, 1], Shorts(file, 40, 8));          // dim
        Assert.Equal([2, 8], Shorts(file, 70, 2));                            // datatype DT_UINT8, bitpix
        Assert.Equal([1, 0.5f, 0.75f, 5], Floats(file, 76, 4));               // pixdim: qfac, dx, dy, dz
        Assert.Equal([352, 1, 0], Floats(file, 108, 3));                      // vox_offset, scl_slope, scl_inter
        Assert.Equal(2, file[123]);                                           // xyzt_units NIFTI_UNITS_MM
        Assert.Equal([1, 1], Shorts(file, 252, 2));                           // qform_code, sform_code SCANNER_ANAT
        Assert.Equal("n+1\0"u8.ToArray(), file[344..348]);                    // magic of a single file
        Assert.Equal([0, 0, 0, 0], file[348..352]);                           // no extension
        Assert.Equal(352 + 3 * 2 * 4, file.Length);
    }

    [Fact]
    public async Task Write_OfAxialGrid_TurnsLeftPosteriorIntoRightAnterior()
    {
        var file = await WriteAsync(Axial);

        Assert.Equal([-0.5f, 0, 0, 100], Floats(file, 280, 4));               // srow_x
        Assert.Equal([0, -0.75f, 0, 200], Floats(file, 296, 4));              // srow_y
        Assert.Equal([0, 0, 5, 50], Floats(file, 312, 4));                    // srow_z
        Assert.Equal([0, 0, 1], Floats(file, 256, 3));                        // half a turn about z
        Assert.Equal([100, 200, 50], Floats(file, 268, 3));                   // qoffset
    }

    [Fact]
    public async Task Write_OfSagittalGridAgainstItsNormal_SaysSoByQfac()
    {
        // Columns to the back, rows to the feet, slices from right to left: LPS (0,1,0), (0,0,-1), (1,0,0), left-handed.
        // RAS with k turned round: (0,-1,0), (0,0,-1), (1,0,0); a = 1/2, b = (R32-R23)/4a = -1/2,
        // c = (R13-R31)/4a = 1/2, d = (R21-R12)/4a = -1/2.
        var file = await WriteAsync(new VoxelGrid(3, 2, 4, new(10, 20, 30), new(1, 2, 3), Y, -Z, X));

        Assert.Equal([-1, 1, 2, 3], Floats(file, 76, 4));
        Assert.Equal([-0.5f, 0.5f, -0.5f], Floats(file, 256, 3));
        Assert.Equal([0, 0, -3, -10], Floats(file, 280, 4));
        Assert.Equal([-1, 0, 0, -20], Floats(file, 296, 4));
        Assert.Equal([0, -2, 0, 30], Floats(file, 312, 4));
    }

    [Theory]
    [InlineData(0.1, 0.2, 0.3)]
    [InlineData(3.0, 0.1, -0.2)]
    [InlineData(0.2, 3.1, 0.1)]
    [InlineData(-0.1, 0.2, 3.1)]
    [InlineData(2.2, -2.2, 0.4)]
    public async Task Write_OfObliqueGrid_GivesTheSameMappingByQformAndSform(double aboutX, double aboutY, double aboutZ)
    {
        var turn = (Vector3d v) => Rotate(v, aboutX, aboutY, aboutZ);
        var file = await WriteAsync(new VoxelGrid(3, 2, 4, new(1, 2, 3), new(0.5, 0.75, 5), turn(X), turn(Y), turn(Z)));

        // nifti1.h, "method 2": R from the quaternion, columns scaled by pixdim.
        var q = Floats(file, 256, 3);
        var (b, c, d) = (q[0], q[1], q[2]);
        var a = MathF.Sqrt(MathF.Max(0, 1 - b * b - c * c - d * d));
        var pixdim = Floats(file, 76, 4);
        var (dx, dy, dz) = (pixdim[1], pixdim[2], pixdim[0] * pixdim[3]);
        float[] byQuaternion =
        [
            (a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * dz,
            2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * dz,
            2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - c * c - b * b) * dz,
        ];
        var byMatrix = Floats(file, 280, 12);
        for (var entry = 0; entry < 9; entry++)
            Assert.Equal(byMatrix[entry / 3 * 4 + entry % 3], byQuaternion[entry], tolerance: 1e-4);
    }

    [Fact]
    public async Task Write_WhenSomeSlicesHaveMasks_LeavesTheOthersZero()
    {
        var file = await WriteAsync(Axial,
            new(1, Mask.Encode([1, 2, 3, 4, 5, 6], rows: 2, columns: 3)), new(2, Mask.Encode([7, 7, 7, 0, 0, 0], rows: 2, columns: 3)));

        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0], file[352..]);
    }

    [Fact] // Rotations by half a turn have a = 0: read back in double precision, nothing may be left for it.
    public async Task Write_OfCoronalSlices_LeavesNoRestForTheQuaternionsRealPart()
    {
        var file = await WriteAsync(new VoxelGrid(3, 2, 4, new(1, 2, 3), new(0.5, 0.75, 5), new(1, 0, 0), new(0, 0, -1), new(0, 1, 0)));

        var sum = Floats(file, 256, 3).Sum(each => (double)each * each);
        Assert.InRange(sum, 1, 1 + 3.6e-7); // nibabel takes 1 up to three float32 epsilons more
    }

    [Fact] // A gantry tilted by atan(1/5): each slice 5 mm further up and 1 mm further back.
    public async Task Write_OfATiltedGantry_PlacesEverySliceByTheSformAlone()
    {
        var origins = Enumerable.Range(0, 4).Select(k => new Vector3d(0, k, 5 * k)).ToList();

        var file = await WriteAsync(NiftiSpace.Of(Stack(origins)));

        Assert.Equal([0, 1], Shorts(file, 252, 2)); // qform_code, sform_code
        var (x, y, z) = (Floats(file, 280, 4), Floats(file, 296, 4), Floats(file, 312, 4));
        for (var k = 0; k < origins.Count; k++)
            Assert.Equal((-origins[k].X, -origins[k].Y, origins[k].Z), (x[2] * k + x[3], y[2] * k + y[3], z[2] * k + z[3]));
    }

    [Fact] // 5, 5, 12 mm: no matrix places these.
    public async Task Write_OfSlicesWithAGap_GivesNoPlaceAndListsThem()
    {
        Vector3d[] origins = [new(0, 0, 0), new(0, 0, 5), new(0, 0, 10), new(0, 0, 22)];

        var file = await WriteAsync(NiftiSpace.Of(Stack(origins)), new SliceMask(3, Mask.Encode([1, 2, 3, 4, 5, 6], rows: 2, columns: 3)));

        Assert.Equal([0, 0], Shorts(file, 252, 2));
        var voxels = (int)Floats(file, 108, 1)[0];
        Assert.Equal(0, voxels % 16);
        Assert.Equal(
            (1, voxels - 352, 6),
            (file[348],
                BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(352)),
                BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(356))));
        var comment = JsonDocument.Parse(Encoding.UTF8.GetString(file, 360, voxels - 360).TrimEnd('\0')).RootElement;
        Assert.Equal(22, comment.GetProperty("slices")[3].GetProperty("originLpsMm")[2].GetDouble());
        Assert.Equal("1.2.3.3", comment.GetProperty("slices")[3].GetProperty("sopInstanceUid").GetString());
        Assert.Equal([1, 2, 3, 4, 5, 6], file[(voxels + (3 * 6))..]);
    }

    [Theory]
    [InlineData(5, 5, "Single slice; its thickness is the third spacing")]
    [InlineData(0, 1, "Single slice of unknown thickness, given as 1 mm")]
    public async Task Write_OfASingleImage_IsPlacedAndSaysWhatItIs(double thicknessMm, float spacing, string description)
    {
        var file = await WriteAsync(NiftiSpace.Of(Stack([new(0, 0, 50)], thicknessMm)));

        Assert.Equal([3, 3, 2, 1], Shorts(file, 40, 4));
        Assert.Equal((spacing, 50f), (Floats(file, 88, 1)[0], Floats(file, 324, 1)[0]));
        Assert.Equal([1, 1], Shorts(file, 252, 2));
        Assert.Equal(description, Encoding.ASCII.GetString(file, 148, 80).TrimEnd('\0'));
    }

    /// <summary>Axial images of 3 × 2 pixels that are no regular volume.</summary>
    private static VolumeHeader Stack(IReadOnlyList<Vector3d> origins, double spacingMm = 5) => new(
        "id", "1.2", "1.2.3", "CT", 3, 2, origins.Count,
        new VoxelGrid(3, 2, origins.Count, origins[0], new(0.5, 0.75, spacingMm), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)), "No volume.",
        1, 0, "HU", false, 0, 0, [.. origins.Select((origin, k) => new VolumeSlice($"1.2.3.{k}", 0, k, origin.Z, origin.Z, origin))], []);

    private static Task<byte[]> WriteAsync(VoxelGrid grid, params SliceMask[] masks) => WriteAsync(NiftiSpace.Of(grid), masks);

    private static async Task<byte[]> WriteAsync(NiftiSpace space, params SliceMask[] masks)
    {
        var compressed = new MemoryStream();
        await NiftiLabelWriter.WriteGzipAsync(compressed, space, masks, CancellationToken.None);
        compressed.Position = 0;
        var file = new MemoryStream();
        await new GZipStream(compressed, CompressionMode.Decompress).CopyToAsync(file);
        return file.ToArray();
    }

    private static short[] Shorts(byte[] file, int offset, int count) =>
        [.. Enumerable.Range(0, count).Select(n => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(offset + 2 * n)))];

    private static float[] Floats(byte[] file, int offset, int count) =>
        [.. Enumerable.Range(0, count).Select(n => BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(offset + 4 * n)))];

    private static Vector3d Rotate(Vector3d v, double x, double y, double z)
    {
        v = new(v.X, v.Y * Math.Cos(x) - v.Z * Math.Sin(x), v.Y * Math.Sin(x) + v.Z * Math.Cos(x));
        v = new(v.X * Math.Cos(y) + v.Z * Math.Sin(y), v.Y, v.Z * Math.Cos(y) - v.X * Math.Sin(y));
        return new(v.X * Math.Cos(z) - v.Y * Math.Sin(z), v.X * Math.Sin(z) + v.Y * Math.Cos(z), v.Z);
    }
}
