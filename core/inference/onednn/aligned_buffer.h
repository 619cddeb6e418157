#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>

namespace vidimus::inference {

/// Memory for one kind of values that only grows, so that a forward pass allocates nothing after the first; what it held
/// is lost when it grows.
template <typename T>
class AlignedBuffer {
public:
    /// At least `count` values, at a multiple of 64 bytes.
    T* resize(std::size_t count)
    {
        if (count > m_size) {
            m_data.reset(static_cast<T*>(::operator new(count * sizeof(T), kAlignment)));
            m_size = count;
        }
        return m_data.get();
    }
    T* data() { return m_data.get(); }
    const T* data() const { return m_data.get(); }
    std::size_t capacity() const { return m_size; }

private:
    static constexpr std::align_val_t kAlignment{64};
    struct Free {
        void operator()(T* data) const { ::operator delete(data, kAlignment); }
    };
    std::unique_ptr<T, Free> m_data;
    std::size_t m_size = 0;
};

} // namespace vidimus::inference
