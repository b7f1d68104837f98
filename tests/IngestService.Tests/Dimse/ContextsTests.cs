using FellowOakDicom;
using FellowOakDicom.Network;
using Voxmark.IngestService.Dimse;

namespace Voxmark.IngestService.Tests.Dimse;

public sealed class ContextsTests
{
    private const string ImplicitLittle = "1.2.840.10008.1.2";
    private const string ExplicitLittle = "1.2.840.10008.1.2.1";
    private const string ExplicitBig = "1.2.840.10008.1.2.2";
    private const string JpegLossless = "1.2.840.10008.1.2.4.70";
    private const string JpipReferenced = "1.2.840.10008.1.2.4.94";
    private const string CtImageStorage = "1.2.840.10008.5.1.4.1.1.2";

    [Theory] // UIDs of PS3.6 annex A
    [InlineData("1.2.840.10008.1.1", true)] // Verification
    [InlineData(CtImageStorage, true)]
    [InlineData("1.2.840.10008.5.1.4.1.1.88.33", true)] // Comprehensive SR Storage
    [InlineData("1.2.840.10008.5.1.4.1.1.481.3", true)] // RT Structure Set Storage
    [InlineData("1.3.12.2.1107.5.9.1", true)] // Siemens CSA Non-Image Storage
    [InlineData("1.2.840.10008.5.1.4.1.1.999.1", true)] // from the future
    [InlineData("1.2.840.10008.5.1.4.1.2.2.1", false)] // Study Root Query/Retrieve FIND
    [InlineData("1.2.840.10008.3.1.2.3.3", false)] // Modality Performed Procedure Step
    [InlineData("1.2.840.10008.1.20.1", false)] // Storage Commitment Push Model
    [InlineData("1.2.840.10008.1.3.10", false)] // Media Storage Directory Storage
    public void Answer_ToASopClass_AcceptsStorageAndVerification(string sopClass, bool isAccepted)
    {
        var context = Answered(sopClass, ExplicitLittle);

        Assert.Equal(
            isAccepted ? DicomPresentationContextResult.Accept : DicomPresentationContextResult.RejectAbstractSyntaxNotSupported,
            context.Result);
    }

    [Theory]
    [InlineData(ExplicitLittle, ImplicitLittle, ExplicitLittle)]
    [InlineData(ExplicitLittle, ExplicitBig, ExplicitLittle, ImplicitLittle)]
    [InlineData(ImplicitLittle, ImplicitLittle)]
    [InlineData(JpegLossless, JpegLossless, ExplicitLittle)]
    [InlineData(ExplicitLittle, ExplicitLittle, JpegLossless)]
    [InlineData(ExplicitLittle, JpipReferenced, ExplicitLittle)]
    [InlineData("1.2.3.4.5", "1.2.3.4.5", ImplicitLittle)] // private
    public void Answer_ToTransferSyntaxes_TakesTheSendersFirstUnlessItLosesSomething(string chosen, params string[] proposed) =>
        Assert.Equal(chosen, Answered(CtImageStorage, proposed).AcceptedTransferSyntax.UID.UID);

    [Fact]
    public void Answer_WhenPixelsAreElsewhere_Rejects() => Assert.Equal(
        DicomPresentationContextResult.RejectTransferSyntaxesNotSupported, Answered(CtImageStorage, JpipReferenced).Result);

    private static DicomPresentationContext Answered(string sopClass, params string[] syntaxes)
    {
        var context = new DicomPresentationContext(1, DicomUID.Parse(sopClass));
        foreach (var syntax in syntaxes)
            context.AddTransferSyntax(DicomTransferSyntax.Parse(syntax));
        Contexts.Answer(context);
        return context;
    }
}
