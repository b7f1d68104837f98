using Voxmark.Fixtures.Services;
using Voxmark.InferenceService.Persistence;

namespace Voxmark.InferenceService.Tests;

public sealed class DoorsTests(InferenceServiceFactory service)
    : ServiceDoorsTests<Program, InferenceDbContext>(service), IClassFixture<InferenceServiceFactory>;
