using Voxmark.Fixtures.Services;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Tests;

public sealed class DoorsTests(IngestFactory service)
    : ServiceDoorsTests<Program, IngestDbContext>(service), IClassFixture<IngestFactory>;
