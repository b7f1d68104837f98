using System.ComponentModel.DataAnnotations;
using Voxmark.LabelingService.Assist;

namespace Voxmark.LabelingService.Tests.Assist;

public sealed class ContractRangeTests
{
    private static readonly ContractRange
        s_both = ContractRange.Of<Contract>(nameof(Contract.Mm)), s_above = ContractRange.Of<Contract>(nameof(Contract.Radius));

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(20_000.0, true)]
    [InlineData(7.0, true)]
    [InlineData(0.4999, false)]
    [InlineData(20_000.1, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(double.NegativeInfinity, false)]
    [InlineData(null, true)]
    public void Holds_WithBothEndsIncluded_IsTrueFromOneToTheOther(double? number, bool expected) =>
        Assert.Equal(expected, s_both.Holds(number));

    [Theory]
    [InlineData(0, false)]
    [InlineData(double.Epsilon, true)]
    [InlineData(3, true)]
    [InlineData(double.NaN, false)]
    public void Holds_AboveAnEndThatIsExcluded_IsTrue(double number, bool expected) => Assert.Equal(expected, s_above.Holds(number));

    [Fact]
    public void Ends_AreWrittenAsASentenceSaysThem() => Assert.Equal(("0.5", "20,000"), (s_both.From, s_both.To));

    [Fact]
    public void Of_WhatHasNoRange_Throws() => Assert.Throws<ArgumentException>(() => ContractRange.Of<Contract>(nameof(Contract.Free)));

    private sealed record Contract(
        [property: Range(0.5, 20_000)] double Mm, [property: Range(0, 3, MinimumIsExclusive = true)] int Radius, int Free);
}
