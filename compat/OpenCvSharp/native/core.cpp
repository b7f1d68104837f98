#include "shim.hpp"

#include <memory>
#include <vector>

using namespace cvs;

namespace {

std::vector<cv::Mat> images(const cv::Mat* const* mats, int32_t count) {
    require(count > 0, "there are no images");
    std::vector<cv::Mat> result;
    for (int32_t i = 0; i < count; i++) result.push_back(image(mats[i]));
    return result;
}

}

CVS_EXPORT const char* cvs_version() { return CV_VERSION; }

CVS_EXPORT void cvs_rng_set(uint64_t state) { cv::theRNG().state = state; }

CVS_EXPORT uint64_t cvs_rng_get() { return cv::theRNG().state; }

CVS_EXPORT int32_t cvs_threads_set(int32_t count) {
    return guard([&] { cv::setNumThreads(count); });
}

CVS_EXPORT int32_t cvs_threads_get() { return cv::getNumThreads(); }

CVS_EXPORT int32_t cvs_merge(const cv::Mat* const* mats, int32_t count, cv::Mat* dst) {
    return guard([&] { cv::merge(images(mats, count), output(dst)); });
}

// Writes one new matrix a channel; the caller has asked the source for its number of channels.
CVS_EXPORT int32_t cvs_split(const cv::Mat* src, cv::Mat** result, int32_t count) {
    return guard([&] {
        std::vector<cv::Mat> channels;
        cv::split(image(src), channels);
        require(static_cast<int32_t>(channels.size()) == count, "the image changed while it was split");
        std::vector<std::unique_ptr<cv::Mat>> owned;
        for (auto& channel : channels) owned.push_back(std::make_unique<cv::Mat>(channel));
        for (auto& channel : owned) *result++ = channel.release();
    });
}

CVS_EXPORT int32_t cvs_in_range(const cv::Mat* src, const cv::Mat* lower, const cv::Mat* upper, cv::Mat* dst) {
    return guard([&] { cv::inRange(image(src), image(lower), image(upper), output(dst)); });
}

CVS_EXPORT int32_t cvs_in_range_scalar(const cv::Mat* src, ScalarArg lower, ScalarArg upper, cv::Mat* dst) {
    return guard([&] {
        require(image(src).channels() <= 4, "a scalar has four channels at most");
        cv::inRange(*src, cv::Scalar(lower), cv::Scalar(upper), output(dst));
    });
}

CVS_EXPORT int32_t cvs_bitwise_and(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, const cv::Mat* mask) {
    return guard([&] { cv::bitwise_and(image(a), image(b), output(dst), optional(mask)); });
}

CVS_EXPORT int32_t cvs_bitwise_or(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, const cv::Mat* mask) {
    return guard([&] { cv::bitwise_or(image(a), image(b), output(dst), optional(mask)); });
}

CVS_EXPORT int32_t cvs_bitwise_xor(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, const cv::Mat* mask) {
    return guard([&] { cv::bitwise_xor(image(a), image(b), output(dst), optional(mask)); });
}

CVS_EXPORT int32_t cvs_bitwise_not(const cv::Mat* src, cv::Mat* dst, const cv::Mat* mask) {
    return guard([&] { cv::bitwise_not(image(src), output(dst), optional(mask)); });
}

CVS_EXPORT int32_t cvs_count_non_zero(const cv::Mat* src, int32_t* result) {
    return guard([&] { *result = cv::countNonZero(image(src)); });
}
