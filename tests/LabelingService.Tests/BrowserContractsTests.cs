using Voxmark.Fixtures.Browser;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Tests;

public sealed class BrowserContractsTests(LabelingServiceFactory service)
    : BrowserContractsTests<Program, LabelingDbContext>(service, "labeling", "tools/request.ts"), IClassFixture<LabelingServiceFactory>;
