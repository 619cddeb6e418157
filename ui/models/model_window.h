#pragma once

#include <map>
#include <string>

#include <QDialog>

#include "core/services/services.h"
#include "ui/models/model_row.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace vidimus::ui {

/// The model manager: what can be had, what is installed and in use, and what goes on. Beside the main window, never in
/// its way; closing it stops nothing.
class ModelWindow final : public QDialog {
    Q_OBJECT
public:
    explicit ModelWindow(services::Services& services, QWidget* parent = nullptr);

    /// Comes to the front, with news from the disk.
    void open() override;
    ModelRow* row(const std::string& key) const;

private:
    void rebuild();
    void chainKeys();
    void act(const QString& key, ModelRow::Action action);
    void confirmRemoval(const services::ModelEntry& entry);
    void confirmForgetting(const services::ModelEntry& entry);
    void chooseFolder();
    QLabel* heading(const QString& text);

    services::Services& m_services;
    QVBoxLayout* m_rows;
    QLabel* m_captionsHeading;
    QLabel* m_searchHeading;
    QScrollArea* m_scroll = nullptr;
    QPushButton* m_show = nullptr;
    QPushButton* m_from = nullptr;
    QLabel* m_disk;
    QLabel* m_notice;
    QWidget* m_restartBar;
    std::map<std::string, ModelRow*> m_byKey;
};

} // namespace vidimus::ui
