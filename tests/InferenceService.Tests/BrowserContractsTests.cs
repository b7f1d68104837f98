using Voxmark.Fixtures.Browser;
using Voxmark.InferenceService.Persistence;

namespace Voxmark.InferenceService.Tests;

public sealed class BrowserContractsTests(InferenceServiceFactory service)
    : BrowserContractsTests<Program, InferenceDbContext>(service, "inference"), IClassFixture<InferenceServiceFactory>;
