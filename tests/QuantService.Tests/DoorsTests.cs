using Voxmark.Fixtures.Services;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.Tests;

public sealed class DoorsTests(QuantServiceFactory service)
    : ServiceDoorsTests<Program, QuantDbContext>(service), IClassFixture<QuantServiceFactory>;
