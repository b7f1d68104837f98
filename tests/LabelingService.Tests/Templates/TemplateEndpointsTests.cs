using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Tests.Templates;

public sealed class TemplateEndpointsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Get_HasBodyCompositionWithCodesAndHuRanges()
    {
        var templates = await service.GetAsync<SegmentTemplate[]>("/api/templates");

        var segments = templates.Single(t => t.Key == "l3-body-composition").Segments;
        // HU ranges of the Alberta protocol; SNOMED CT codes of the DICOM and Slicer lists.
        Assert.Equal(
            [
                (1, "muscle", "SCT:127954009", -29, 150), (2, "subcutaneous-fat", "SCT:67769002", -190, -30),
                (3, "visceral-fat", "SCT:55603005@SCT:52731004", -150, -50),
                (4, "intermuscular-fat", "SCT:55603005@SCT:127954009", -190, -30),
            ],
            segments.Select(s => (s.Number, s.Key, s.Code!, s.MinHu!.Value, s.MaxHu!.Value)));
        Assert.Equal(["l3-body-composition", "urinary-stone", "brain-tissue", "free"], templates.Select(t => t.Key));
    }
}
