#nullable disable
namespace FellowOakDicom;

public static class DicomDatasetExtensions
{
    /// <summary>A copy whose sequences can be changed on their own; elements are shared, for they never change.</summary>
    public static DicomDataset Clone(this DicomDataset dataset) => dataset.Copy(validate: false);

    /// <summary>Date and time from two elements; DateTime.MinValue's part for one that is absent.</summary>
    public static DateTime GetDateTime(this DicomDataset dataset, DicomTag date, DicomTag time)
    {
        var day = dataset.GetValueOrDefault(date, 0, DateTime.MinValue);
        var hour = dataset.GetValueOrDefault(time, 0, DateTime.MinValue);
        return new DateTime(day.Year, day.Month, day.Day, hour.Hour, hour.Minute, hour.Second);
    }

    public static IEnumerable<DicomItem> EnumerateMasked(this DicomDataset dataset, DicomMaskedTag mask) =>
        dataset.Where(item => mask.IsMatch(item.Tag));

    public static IEnumerable<DicomItem> EnumerateGroup(this DicomDataset dataset, ushort group) =>
        dataset.Where(item => item.Tag.Group == group && item.Tag.Element != 0);

    /// <summary>Switches off validation of what is added from now on.</summary>
    public static DicomDataset NotValidated(this DicomDataset dataset)
    {
        dataset.ValidateItems = false;
        return dataset;
    }

    public static DicomDataset Validated(this DicomDataset dataset)
    {
        dataset.ValidateItems = true;
        return dataset;
    }
}

/// <summary>No validation of what is added to a data set while the scope lasts.</summary>
public class UnvalidatedScope : IDisposable
{
    private readonly DicomDataset _dataset;
    private readonly bool _before;

    public UnvalidatedScope(DicomDataset dataSet)
    {
        _dataset = dataSet;
        _before = dataSet.ValidateItems;
        dataSet.ValidateItems = false;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _dataset.ValidateItems = _before;
}
