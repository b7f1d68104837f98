using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;

namespace Voxmark.Imaging.Nifti;

/// <summary>
/// Writes a label map as NIfTI-1 (<c>.nii.gz</c>): uint8, on the series' own grid, voxel (i, j, k) being DICOM column i,
/// row j, slice k. Both sform and qform hold the grid, turned from DICOM's LPS into NIfTI's RAS coordinates; what
/// they cannot express is said in the header (<see cref="NiftiSpace"/>). Field
/// offsets are those of nifti1.h (NIfTI-1.1, nifti.nimh.nih.gov).
/// </summary>
public static class NiftiLabelWriter
{
    public const string ContentType = "application/gzip";

    private const int HeaderBytes = 348;

    /// <summary>The header, four bytes that announce no extension, then the voxels.</summary>
    private const int VoxelOffset = 352;

    private const short Uint8 = 2;
    private const short LabelIntent = 1002;
    private const byte Millimetres = 2;
    private const short ScannerCoordinates = 1;
    private const int DescriptionBytes = 80;
    private const int Comment = 6;

    /// <param name="masks">Ascending slices, each of the space's rows and columns; slices without a mask are 0.</param>
    public static async Task WriteGzipAsync(Stream output, NiftiSpace space, IEnumerable<SliceMask> masks, CancellationToken ct)
    {
        await using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        await gzip.WriteAsync(Header(space), ct);

        var slice = new byte[space.Rows * space.Columns];
        var next = 0;
        foreach (var (k, mask) in masks)
        {
            slice.AsSpan().Clear();
            for (; next < k; next++)
                await gzip.WriteAsync(slice, ct);
            mask.DecodeTo(slice);
            await gzip.WriteAsync(slice, ct);
            next = k + 1;
        }

        slice.AsSpan().Clear();
        for (; next < space.Slices; next++)
            await gzip.WriteAsync(slice, ct);
    }

    /// <summary>Header, extension flag and extension: all the bytes before the voxels.</summary>
    internal static byte[] Header(NiftiSpace space)
    {
        var extension = space.Comment is null ? [] : Extension(space.Comment);
        var header = new byte[VoxelOffset + extension.Length];
        Int32(0, HeaderBytes);                                                                  // sizeof_hdr
        Shorts(40, [3, Side(space.Columns), Side(space.Rows), Side(space.Slices), 1, 1, 1, 1]); // dim
        Shorts(68, [LabelIntent, Uint8, 8]);                                                    // intent_code, datatype, bitpix
        Floats(76, [1, space.SpacingMm.X, space.SpacingMm.Y, space.SpacingMm.Z]);               // pixdim
        Floats(108, [header.Length, 1, 0]);                                                     // vox_offset, scl_slope, scl_inter
        header[123] = Millimetres;                                                              // xyzt_units
        Encoding.ASCII.GetBytes(space.Description).AsSpan().CopyTo(header.AsSpan(148, DescriptionBytes - 1)); // descrip
        if (space.Grid is { } grid)
            Place(grid);
        "n+1\0"u8.CopyTo(header.AsSpan(344));                                                   // magic
        if (extension.Length > 0)
            header[HeaderBytes] = 1;                                                            // extension[0]
        extension.CopyTo(header.AsSpan(VoxelOffset));
        return header;

        void Place(VoxelGrid grid)
        {
            var q = RasQuaternion.From(grid);
            var (x, y, z) = (Ras(grid.Spacing.X * grid.RowDirection), Ras(grid.Spacing.Y * grid.ColumnDirection), Ras(space.Step));
            var origin = Ras(grid.Origin);
            Shorts(252, [space.IsSheared ? (short)0 : ScannerCoordinates, ScannerCoordinates]); // qform_code, sform_code
            Floats(76, [q.Handedness]);                                                         // qfac
            Floats(256, [q.B, q.C, q.D, origin.X, origin.Y, origin.Z]);                         // quatern, qoffset
            Floats(280, [x.X, y.X, z.X, origin.X]);                                             // srow_x
            Floats(296, [x.Y, y.Y, z.Y, origin.Y]);                                             // srow_y
            Floats(312, [x.Z, y.Z, z.Z, origin.Z]);                                             // srow_z
        }

        void Int32(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(offset), value);

        void Shorts(int offset, ReadOnlySpan<short> values)
        {
            foreach (var value in values)
            {
                BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(offset), value);
                offset += sizeof(short);
            }
        }

        void Floats(int offset, ReadOnlySpan<double> values)
        {
            foreach (var value in values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(offset), (float)value);
                offset += sizeof(float);
            }
        }
    }

    /// <summary>esize, ecode and the text, filled with zeros to a multiple of 16 bytes.</summary>
    private static byte[] Extension(string comment)
    {
        var text = Encoding.UTF8.GetBytes(comment);
        var extension = new byte[(8 + text.Length + 15) / 16 * 16];
        BinaryPrimitives.WriteInt32LittleEndian(extension, extension.Length);
        BinaryPrimitives.WriteInt32LittleEndian(extension.AsSpan(4), Comment);
        text.CopyTo(extension.AsSpan(8));
        return extension;
    }

    /// <summary>DICOM's x runs to the patient's left and y to the back; NIfTI's to the right and to the front.</summary>
    internal static Vector3d Ras(Vector3d lps) => new(-lps.X, -lps.Y, lps.Z);

    private static short Side(int length) =>
        length <= short.MaxValue
            ? (short)length
            : throw new ArgumentException("NIfTI-1 holds at most 32,767 voxels along an axis.", nameof(length));
}
