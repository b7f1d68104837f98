using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Voxmark.LabelingService.Assist;

/// <summary>From where to where the contract lets a number be (<see cref="RangeAttribute"/>): read once, not per request.</summary>
internal sealed class ContractRange
{
    private readonly double _minimum;
    private readonly double _maximum;
    private readonly bool _isMinimumExclusive;

    private ContractRange(RangeAttribute range)
    {
        _minimum = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        _maximum = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        _isMinimumExclusive = range.MinimumIsExclusive;
    }

    /// <summary>As a sentence says it.</summary>
    public string From => Write(_minimum);

    /// <summary>As a sentence says it: <c>10,000</c>.</summary>
    public string To => Write(_maximum);

    /// <exception cref="ArgumentException">The contract states no range for it.</exception>
    public static ContractRange Of<TContract>(string member) =>
        new(typeof(TContract).GetProperty(member)?.GetCustomAttribute<RangeAttribute>()
            ?? throw new ArgumentException($"{typeof(TContract).Name} states no range for {member}.", nameof(member)));

    /// <summary>Whether a number lies within. None does, NaN does not.</summary>
    public bool Holds(double? number) =>
        number is null || ((_isMinimumExclusive ? number > _minimum : number >= _minimum) && number <= _maximum);

    private static string Write(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
