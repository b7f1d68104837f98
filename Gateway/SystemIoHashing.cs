using System.IO.Hashing;
using System.Runtime.CompilerServices;

// Brings the SDK's System.IO.Hashing, which YARP wants, to every project that references the gateway, tests included.
[assembly: TypeForwardedTo(typeof(XxHash64))]
