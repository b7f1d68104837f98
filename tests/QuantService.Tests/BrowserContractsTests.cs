using Voxmark.Fixtures.Browser;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.Tests;

public sealed class BrowserContractsTests(QuantServiceFactory service)
    : BrowserContractsTests<Program, QuantDbContext>(service, "quant"), IClassFixture<QuantServiceFactory>;
