using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Tests.Problems;

public sealed class SentencesTests
{
    [Fact]
    public void Of_WhenThereAreHoles_NamesThemByTheLastNameOfEach()
    {
        var series = (Slices: 42, Name: "x");
        var revision = 7;

        var said = Sentences.Of("example", $"It has {series.Slices} slices; {revision} is none of them.");

        Assert.Equal("It has 42 slices; 7 is none of them.", said.Text);
        Assert.Equal(new Dictionary<string, object> { ["slices"] = 42, ["revision"] = 7 }, said.Parameters);
    }

    [Fact]
    public void Of_WhenAHoleHasAFormat_KeepsWhatWasWritten()
    {
        var gapMm = 12.5001;

        var said = Sentences.Of("example", $"They are {gapMm:0.#} mm apart.");

        Assert.Equal("They are 12.5 mm apart.", said.Text);
        Assert.Equal("12.5", said.Parameters!["gapMm"]);
    }

    [Fact]
    public void Of_WhenThereIsNoHole_HasNoParameters() => Assert.Null(Sentences.Of("example", "There is none.").Parameters);

    [Fact]
    public void NotFound_CarriesCodeAndParametersBesideTheSentence()
    {
        var slices = 42;

        var problem = Problem.NotFound("no-such-slice", $"The series has {slices} slices.").ProblemDetails;

        Assert.Equal("The series has 42 slices.", problem.Detail);
        Assert.Equal("no-such-slice", problem.Extensions["code"]);
        Assert.Equal(
            new Dictionary<string, object> { ["slices"] = 42 },
            Assert.IsType<IReadOnlyDictionary<string, object>>(problem.Extensions["parameters"], exactMatch: false));
    }
}
