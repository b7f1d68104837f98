using Voxmark.Fixtures.Services;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Tests;

public sealed class DoorsTests(LabelingServiceFactory service)
    : ServiceDoorsTests<Program, LabelingDbContext>(service, "/api/settings"), IClassFixture<LabelingServiceFactory>;
