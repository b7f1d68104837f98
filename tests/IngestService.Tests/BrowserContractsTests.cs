using Voxmark.Fixtures.Browser;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Tests;

public sealed class BrowserContractsTests(IngestFactory service)
    : BrowserContractsTests<Program, IngestDbContext>(service, "ingest"), IClassFixture<IngestFactory>;
