using Microsoft.EntityFrameworkCore;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Tests.Persistence;

/// <summary>Asked of PostgreSQL itself, both ways in which this service writes LIKE.</summary>
public sealed class LikePatternTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    [Theory]
    [InlineData("BUG_1", "a BUG_1 b", true)]
    [InlineData("BUG_1", "a BUGx1 b", false)]
    [InlineData("100%", "is 100% sure", true)]
    [InlineData("100%", "is 1000 sure", false)]
    [InlineData(@"a\b", @"at a\b", true)]
    [InlineData(@"a\b", "at ab", false)]
    [InlineData("o'brien", "Mr o'brien", true)]
    [InlineData("say \"x\"", "say \"x\" now", true)]
    [InlineData(@"\_%'""", @"<\_%'"">", true)]
    public async Task Containing_WhatIsTyped_MatchesItAndNothingElse(string typed, string text, bool expected)
    {
        var pattern = LikePattern.Containing(typed);

        var matches = await factory.InDatabaseAsync(db => db.Database
            .SqlQuery<bool>($"SELECT ({text} LIKE {pattern} ESCAPE '\\' AND {text} ILIKE {pattern}) AS \"Value\"").SingleAsync());

        Assert.Equal(expected, matches);
    }

    [Fact]
    public void OfWildcards_OfDicoms_AreSqls() => Assert.Equal(@"%a\_b_", LikePattern.OfWildcards("*a_b?"));
}
