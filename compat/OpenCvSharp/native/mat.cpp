#include "shim.hpp"

#include <cstring>

namespace {

struct LastError {
    int32_t code;
    int32_t line;
    char func[128];
    char message[1024];
    char file[256];
};

thread_local LastError last_error;

template <size_t N> void copy(char (&to)[N], const char* from) noexcept {
    std::strncpy(to, from, N - 1);
    to[N - 1] = 0;
}

// OpenCV prints every error to stderr unless someone handles it: the exception that follows says the same.
int quiet(int, const char*, const char*, const char*, int, void*) { return 0; }
const auto installed = cv::redirectError(quiet);

}

namespace cvs {

void keep_error(int code, const char* func, const char* message, const char* file, int line) noexcept {
    last_error.code = code;
    last_error.line = line;
    copy(last_error.func, func);
    copy(last_error.message, message);
    copy(last_error.file, file);
}

void refuse(int code, const char* message) { throw cv::Exception(code, message, "", "", 0); }

}

using namespace cvs;

struct MatHeader {
    int32_t rows, cols, type, dims;
    int64_t step, total;
    uint8_t* data;
    int32_t element_size, continuous;
};

CVS_EXPORT void cvs_last_error(const char** func, const char** message, const char** file, int32_t* line) {
    *func = last_error.func;
    *message = last_error.message;
    *file = last_error.file;
    *line = last_error.line;
}

CVS_EXPORT int32_t cvs_mat_new(cv::Mat** result) {
    return guard([&] { *result = new cv::Mat(); });
}

CVS_EXPORT int32_t cvs_mat_new_sized(int32_t rows, int32_t cols, int32_t type, cv::Mat** result) {
    return guard([&] {
        require(rows >= 0 && cols >= 0, "rows and columns must not be negative");
        *result = new cv::Mat(rows, cols, checked_type(type));
    });
}

CVS_EXPORT int32_t cvs_mat_new_view(int32_t rows, int32_t cols, int32_t type, void* data, int64_t step,
                                    cv::Mat** result) {
    return guard([&] {
        require(rows >= 0 && cols >= 0, "rows and columns must not be negative");
        require(data != nullptr || rows == 0 || cols == 0, "the pixels' address is null");
        const int64_t row_bytes = int64_t{cols} * CV_ELEM_SIZE(checked_type(type));
        if (step == 0) step = row_bytes;
        require(step >= row_bytes, "a row is longer than the step");
        *result = new cv::Mat(rows, cols, type, data, static_cast<size_t>(step));
    });
}

CVS_EXPORT int32_t cvs_mat_new_part(const cv::Mat* whole, RectArg roi, cv::Mat** result) {
    return guard([&] {
        // OpenCV adds these as 32-bit numbers, so that a corner near INT_MAX passes its own check.
        require(roi.x >= 0 && roi.y >= 0 && roi.width >= 0 && roi.height >= 0
                    && int64_t{roi.x} + roi.width <= image(whole).cols
                    && int64_t{roi.y} + roi.height <= whole->rows,
                "the region is outside the image");
        *result = new cv::Mat(*whole, roi);
    });
}

CVS_EXPORT void cvs_mat_delete(cv::Mat* m) { delete m; }

CVS_EXPORT void cvs_mat_header(const cv::Mat* m, MatHeader* header) {
    const bool flat = m->dims <= 2;
    *header = {m->rows, m->cols, m->type(), m->dims, flat ? static_cast<int64_t>(m->step[0]) : 0,
               static_cast<int64_t>(m->total()), m->data, static_cast<int32_t>(m->elemSize()), m->isContinuous()};
}

CVS_EXPORT int32_t cvs_mat_clone(const cv::Mat* m, cv::Mat** result) {
    return guard([&] { *result = new cv::Mat(m->clone()); });
}

CVS_EXPORT int32_t cvs_mat_copy_to(const cv::Mat* m, cv::Mat* to, const cv::Mat* mask) {
    return guard([&] {
        if (mask == nullptr || mask->empty()) m->copyTo(output(to));
        else m->copyTo(output(to), *mask);
    });
}

CVS_EXPORT int32_t cvs_mat_convert_to(const cv::Mat* m, cv::Mat* to, int32_t type, double alpha, double beta) {
    return guard([&] { m->convertTo(output(to), type < 0 ? -1 : checked_type(type), alpha, beta); });
}

CVS_EXPORT int32_t cvs_mat_set_to(cv::Mat* m, ScalarArg value, const cv::Mat* mask) {
    return guard([&] {
        require(m->channels() <= 4, "a scalar has four channels at most");
        m->setTo(cv::Scalar(value), optional(mask));
    });
}
