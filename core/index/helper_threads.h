#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vidimus::index {

/// Threads that lend a hand where a loop is long. They are made when first needed. A helper that does not get a
/// processor in time (the models have them all) is not waited for: the caller does the work.
class HelperThreads {
public:
    /// As many as the machine has processors besides the caller's, within reason.
    HelperThreads();
    ~HelperThreads();
    HelperThreads(const HelperThreads&) = delete;
    HelperThreads& operator=(const HelperThreads&) = delete;

    /// Calls work(i) for every i below `count`, in any order, here and on helpers; returns when all calls have. `work`
    /// must not throw. Thread: any; while the helpers are busy with another loop, the caller does all of this one.
    void forEach(std::size_t count, const std::function<void(std::size_t)>& work);

private:
    struct Loop;
    void help();

    const unsigned m_wanted;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    Loop* m_loop = nullptr; ///< the one to help with
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace vidimus::index
