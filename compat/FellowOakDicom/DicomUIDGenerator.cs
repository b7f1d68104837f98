#nullable disable
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;

namespace FellowOakDicom;

/// <summary>Makes identifiers, and remembers which it made in place of which. Thread-safe.</summary>
public class DicomUIDGenerator
{
    private readonly ConcurrentDictionary<string, DicomUID> _replacements = new(StringComparer.Ordinal);

    /// <summary>A UUID as one decimal number below 2.25 (PS3.5 section B.2).</summary>
    public static DicomUID GenerateDerivedFromUUID()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return new DicomUID("2.25." + number.ToString(CultureInfo.InvariantCulture), "Local UID", DicomUidType.Unknown);
    }

    /// <summary>The same new identifier for the same source, as long as this generator lives.</summary>
    public DicomUID Generate(DicomUID sourceUid)
    {
        ArgumentNullException.ThrowIfNull(sourceUid);
        return _replacements.GetOrAdd(sourceUid.UID, static _ => GenerateDerivedFromUUID());
    }
}
