using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Voxmark.Gateway.People;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.Gateway.Tests.People;

/// <summary>Keys lie as ASP.NET Core's own repository kept them before: nobody is signed out by an update.</summary>
public sealed class StoredKeysTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    private DirectoryInfo Folder => new(Path.Combine(gateway.StoreRoot, "access", "keys"));

    [Fact]
    public void WhatWasSealed_WithAStoredKey_IsOpenedWithTheSameFile()
    {
        var cookie = gateway.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("cookie");

        var framework = DataProtectionProvider.Create(Folder, builder => builder.SetApplicationName("voxmark"));

        Assert.Equal("cookie", framework.CreateProtector("test").Unprotect(cookie));
    }

    [Fact]
    public void GetAllElements_OfKeysThatTheFrameworkStored_HasThem()
    {
        var element = XElement.Parse("<other id=\"1\"><of>before</of></other>");
        new FileSystemXmlRepository(Folder, NullLoggerFactory.Instance).StoreElement(element, "other-1");

        var elements = new StoredKeys(gateway.Services.GetRequiredService<IObjects>()).GetAllElements();

        Assert.Contains(elements, found => XNode.DeepEquals(found, element));
    }
}
