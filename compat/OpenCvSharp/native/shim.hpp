// The C boundary between OpenCvSharp's managed surface and OpenCV.
//
// Every exported function returns 0, or an OpenCV error code after keeping the error for cvs_last_error. No C++
// exception leaves this library. A cv::Mat is created by a function that hands out its pointer and destroyed by
// cvs_mat_delete; nothing else changes owner.
#pragma once

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdint>

#define CVS_EXPORT extern "C" __attribute__((visibility("default")))

// By-value twins of the managed structs: plain data, which cv::Point and its like are not.
struct PointArg { int32_t x, y; operator cv::Point() const { return {x, y}; } };
struct SizeArg { int32_t width, height; operator cv::Size() const { return {width, height}; } };
struct RectArg { int32_t x, y, width, height; operator cv::Rect() const { return {x, y, width, height}; } };
struct ScalarArg { double v[4]; operator cv::Scalar() const { return {v[0], v[1], v[2], v[3]}; } };

namespace cvs {

constexpr int LargestCoordinate = 65535;

void keep_error(int code, const char* func, const char* message, const char* file, int line) noexcept;

// Refuses an argument that OpenCV itself would not survive.
[[noreturn]] void refuse(int code, const char* message);
inline void require(bool holds, const char* message) { if (!holds) refuse(cv::Error::StsBadArg, message); }

template <class F> int32_t guard(F&& body) noexcept {
    try {
        body();
        return 0;
    } catch (const cv::Exception& e) {
        keep_error(e.code, e.func.c_str(), e.err.c_str(), e.file.c_str(), e.line);
        return e.code != 0 ? e.code : static_cast<int32_t>(cv::Error::StsError);
    } catch (const std::bad_alloc&) {
        keep_error(cv::Error::StsNoMem, "", "out of memory", "", 0);
        return cv::Error::StsNoMem;
    } catch (const std::exception& e) {
        keep_error(cv::Error::StsError, "", e.what(), "", 0);
        return cv::Error::StsError;
    } catch (...) {
        keep_error(cv::Error::StsError, "", "unknown C++ exception", "", 0);
        return cv::Error::StsError;
    }
}

// An image that an operation reads: present, not empty, two-dimensional.
inline const cv::Mat& image(const cv::Mat* m) {
    if (m == nullptr) refuse(cv::Error::StsNullPtr, "the image is null");
    require(!m->empty(), "the image is empty");
    require(m->dims <= 2, "the image has more than two dimensions");
    return *m;
}

// An array that may be left out. An empty one is left out too: setTo writes past the image when an empty mask has
// more than one channel (OpenCV 4.6.0).
inline cv::_InputArray optional(const cv::Mat* m) {
    return m == nullptr || m->empty() ? cv::_InputArray() : cv::_InputArray(*m);
}

// An array that an operation may allocate anew.
inline cv::Mat& output(cv::Mat* m) {
    if (m == nullptr) refuse(cv::Error::StsNullPtr, "the output array is null");
    return *m;
}

inline int32_t checked_type(int32_t type) {
    require(type >= 0 && (type & ~CV_MAT_TYPE_MASK) == 0, "not a matrix type");
    // Arithmetic on them ends at a null function pointer (morphologyEx, TopHat with no iterations: OpenCV 4.6.0).
    require(CV_MAT_DEPTH(type) != CV_16F, "16-bit floats are not supported");
    return type;
}

}
