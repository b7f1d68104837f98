// Decodes JPEG 2000 and high-throughput JPEG 2000 codestreams for a parent that does not trust them: foreign bytes meet
// OpenJPEG in this process only, which can be lost without loss.
//
// stdin:  requests, one after another: Request, then `length` bytes of codestream.
// stdout: for each a Reply, then `length` bytes: the frame, or a sentence that says what is wrong.
// Both in the machine's own byte order. Ends when stdin does, and is ended by an alarm when a frame takes too long.

#include <openjpeg.h>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr rlim_t kMemoryBytes = 3ull << 30;
constexpr uint32_t kMostCodestreamBytes = 1u << 30;
constexpr unsigned kSecondsPerFrame = 60;

struct Request {
    uint32_t length;
    uint32_t rows;
    uint32_t columns;
    uint32_t samples;
    uint32_t bytes_per_sample;  // 1 or 2
    uint32_t is_planar;
    uint32_t is_signed;         // what the data set says; codestreams of some makers say otherwise
};

struct Reply {
    uint32_t is_frame;
    uint32_t length;
};

struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

bool read_all(void* to, size_t length) {
    auto* at = static_cast<char*>(to);
    while (length > 0) {
        const ssize_t got = read(STDIN_FILENO, at, length);
        if (got <= 0) return false;
        at += got;
        length -= static_cast<size_t>(got);
    }
    return true;
}

bool write_all(const void* from, size_t length) {
    auto* at = static_cast<const char*>(from);
    while (length > 0) {
        const ssize_t put = write(STDOUT_FILENO, at, length);
        if (put <= 0) return false;
        at += put;
        length -= static_cast<size_t>(put);
    }
    return true;
}

struct Source {
    const std::vector<uint8_t>& bytes;
    size_t at = 0;
};

OPJ_SIZE_T read_source(void* buffer, OPJ_SIZE_T count, void* user) {
    auto& source = *static_cast<Source*>(user);
    const size_t left = source.bytes.size() - source.at;
    if (left == 0) return static_cast<OPJ_SIZE_T>(-1);
    const size_t taken = count < left ? count : left;
    std::memcpy(buffer, source.bytes.data() + source.at, taken);
    source.at += taken;
    return taken;
}

OPJ_OFF_T skip_source(OPJ_OFF_T count, void* user) {
    auto& source = *static_cast<Source*>(user);
    const size_t left = source.bytes.size() - source.at;
    if (count < 0) return -1;
    const size_t skipped = static_cast<size_t>(count) < left ? static_cast<size_t>(count) : left;
    source.at += skipped;
    return static_cast<OPJ_OFF_T>(skipped);
}

OPJ_BOOL seek_source(OPJ_OFF_T position, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (position < 0 || static_cast<size_t>(position) > source.bytes.size()) return OPJ_FALSE;
    source.at = static_cast<size_t>(position);
    return OPJ_TRUE;
}

void ignore(const char*, void*) {}

// OpenJPEG's objects, freed in the right order.
struct Decoder {
    opj_codec_t* codec = nullptr;
    opj_stream_t* stream = nullptr;
    opj_image_t* image = nullptr;

    ~Decoder() {
        opj_image_destroy(image);
        if (stream) opj_stream_destroy(stream);
        if (codec) opj_destroy_codec(codec);
    }
};

// The boxed file format instead of the bare codestream that DICOM asks for.
bool is_jp2(const std::vector<uint8_t>& data) {
    static constexpr uint8_t signature[] = {0, 0, 0, 12, 'j', 'P', ' ', ' '};
    return data.size() >= sizeof signature && std::memcmp(data.data(), signature, sizeof signature) == 0;
}

// Before anything large is allocated: the image must be the one that the data set describes.
void check(const opj_image_t& image, const Request& request) {
    if (image.numcomps != request.samples) throw Refusal("it has another number of components than the data set says");
    for (OPJ_UINT32 i = 0; i < image.numcomps; i++) {
        const auto& component = image.comps[i];
        if (component.w != request.columns || component.h != request.rows || component.dx != 1 || component.dy != 1)
            throw Refusal("its size is not the one that the data set says");
        if (component.prec < 1 || component.prec > request.bytes_per_sample * 8)
            throw Refusal("its samples have more bits than the data set allocates");
    }
}

std::vector<uint8_t> interleave(const opj_image_t& image, const Request& request) {
    const size_t pixels = static_cast<size_t>(request.rows) * request.columns;
    const size_t width = request.bytes_per_sample;
    std::vector<uint8_t> frame(pixels * request.samples * width);
    for (uint32_t sample = 0; sample < request.samples; sample++) {
        const auto& component = image.comps[sample];
        if (!component.data) throw Refusal("it ends early");
        // A signed image in a codestream that calls itself unsigned: the top bit of the precision is the sign.
        const uint32_t shift = request.is_signed && !component.sgnd ? 32 - component.prec : 0;
        const size_t stride = (request.is_planar ? 1 : request.samples) * width;
        uint8_t* out = frame.data() + (request.is_planar ? pixels : 1) * sample * width;
        for (size_t pixel = 0; pixel < pixels; pixel++, out += stride) {
            const int32_t value = static_cast<int32_t>(static_cast<uint32_t>(component.data[pixel]) << shift) >> shift;
            out[0] = static_cast<uint8_t>(value);
            if (width == 2) out[1] = static_cast<uint8_t>(value >> 8);
        }
    }
    return frame;
}

std::vector<uint8_t> decode(const std::vector<uint8_t>& data, const Request& request) {
    Source source{data};
    Decoder decoder;
    decoder.codec = opj_create_decompress(is_jp2(data) ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
    decoder.stream = opj_stream_create(1 << 16, OPJ_TRUE);
    if (!decoder.codec || !decoder.stream) throw std::bad_alloc();
    opj_set_error_handler(decoder.codec, ignore, nullptr);
    opj_set_warning_handler(decoder.codec, ignore, nullptr);
    opj_set_info_handler(decoder.codec, ignore, nullptr);
    opj_stream_set_read_function(decoder.stream, read_source);
    opj_stream_set_skip_function(decoder.stream, skip_source);
    opj_stream_set_seek_function(decoder.stream, seek_source);
    opj_stream_set_user_data(decoder.stream, &source, nullptr);
    opj_stream_set_user_data_length(decoder.stream, data.size());

    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!opj_setup_decoder(decoder.codec, &parameters) || !opj_decoder_set_strict_mode(decoder.codec, OPJ_TRUE))
        throw Refusal("the decoder does not start");
    if (!opj_read_header(decoder.stream, decoder.codec, &decoder.image)) throw Refusal("its header is damaged");
    check(*decoder.image, request);
    if (!opj_decode(decoder.codec, decoder.stream, decoder.image)) throw Refusal("it is damaged or ends early");
    check(*decoder.image, request);
    return interleave(*decoder.image, request);
}

bool answer(bool is_frame, const void* bytes, size_t length) {
    const Reply reply{is_frame, static_cast<uint32_t>(length)};
    return write_all(&reply, sizeof reply) && write_all(bytes, length);
}

bool refuse(const std::string& why) { return answer(false, why.data(), why.size()); }

bool serve(const Request& request) {
    if (request.length > kMostCodestreamBytes) return false;
    std::vector<uint8_t> data(request.length);
    if (!read_all(data.data(), data.size())) return false;
    try {
        const auto frame = decode(data, request);
        return answer(true, frame.data(), frame.size());
    } catch (const Refusal& refusal) {
        return refuse(refusal.what());
    } catch (const std::bad_alloc&) {
        return refuse("it needs more memory than an image may have");
    }
}

void limit(int resource, rlim_t value) {
    const rlimit bound{value, value};
    setrlimit(static_cast<__rlimit_resource>(resource), &bound);
}

}  // namespace

int main() {
    limit(RLIMIT_AS, kMemoryBytes);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);

    Request request;
    while (read_all(&request, sizeof request)) {
        alarm(kSecondsPerFrame);
        if (!serve(request)) return 1;
        alarm(0);
    }
    return 0;
}
